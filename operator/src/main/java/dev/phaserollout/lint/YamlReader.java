package dev.phaserollout.lint;

import dev.phaserollout.lint.YamlNode.Entry;
import dev.phaserollout.lint.YamlNode.Extent;
import dev.phaserollout.lint.YamlNode.Kind;
import dev.phaserollout.lint.YamlNode.YamlList;
import dev.phaserollout.lint.YamlNode.YamlMap;
import dev.phaserollout.lint.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into trees with places. Made from the parser's events and not from its nodes, because
 * a file is not trusted: depth, length and what aliases stand for are bounded here.
 */
final class YamlReader {

  /** Beyond what the API server takes for one object. */
  private static final int LONGEST_TEXT = 3 * 1024 * 1024;

  private static final int DEEPEST = 100;
  private static final long MOST_VALUES = 200_000;

  /** What was read, and what was wrong with the text; documents before a fault are still there. */
  record Reading(List<YamlNode> documents, List<YamlFault> faults) {}

  /** A fault of the text as such. */
  record YamlFault(Place place, String message) {}

  private final Iterator<Event> events;
  private final List<YamlFault> faults = new ArrayList<>();
  private final Map<String, Optional<YamlNode>> anchors = new HashMap<>();

  private YamlReader(Iterator<Event> events) {
    this.events = events;
  }

  static Reading read(String text) {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(LONGEST_TEXT).build();
    YamlReader reader = new YamlReader(new Parse(settings).parseString(text).iterator());
    List<YamlNode> documents = new ArrayList<>();
    try {
      reader.readInto(documents);
    } catch (Refused refused) {
      reader.faults.add(refused.fault);
    } catch (MarkedYamlEngineException broken) {
      reader.faults.add(YamlFaults.of(broken));
    } catch (ReaderException unreadable) {
      reader.faults.add(YamlFaults.of(unreadable, text));
    } catch (YamlEngineException broken) {
      reader.faults.add(new YamlFault(Place.START, YamlFaults.inPlainWords(broken)));
    }
    return new Reading(documents, reader.faults);
  }

  private void readInto(List<YamlNode> documents) {
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
        documents.add(node(events.next(), 0));
      }
    }
  }

  private YamlNode node(Event event, int depth) {
    Place place = place(event);
    if (depth > DEEPEST) {
      throw tooDeep(place);
    }
    if (event instanceof AliasEvent alias) {
      return anchored(alias, place);
    }
    Optional<String> anchor =
        event instanceof NodeEvent named
            ? named.getAnchor().map(Anchor::getValue)
            : Optional.empty();
    anchor.ifPresent(name -> anchors.put(name, Optional.empty()));
    YamlNode node = content(event, place, depth);
    if (node.extent().height() > DEEPEST) {
      throw tooDeep(place);
    }
    if (node.extent().values() > MOST_VALUES) {
      throw new Refused(
          place, "stands for more than " + MOST_VALUES + " values; use fewer aliases in it");
    }
    anchor.ifPresent(name -> anchors.put(name, Optional.of(node)));
    return node;
  }

  private YamlNode content(Event event, Place place, int depth) {
    if (event instanceof MappingStartEvent) {
      return map(place, depth);
    }
    if (event instanceof SequenceStartEvent) {
      return list(place, depth);
    }
    return scalar((ScalarEvent) event, place);
  }

  private YamlNode anchored(AliasEvent alias, Place place) {
    String name = alias.getAlias().getValue();
    Optional<YamlNode> known = anchors.get(name);
    if (known == null) {
      throw new Refused(
          place, "'*" + name + "' stands for nothing; define '&" + name + "' before it");
    }
    return known.orElseThrow(
        () -> new Refused(place, "'*" + name + "' contains itself; write it out"));
  }

  private YamlList list(Place place, int depth) {
    List<YamlNode> items = new ArrayList<>();
    Extent extent = Extent.OF_EMPTY;
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      YamlNode item = node(event, depth + 1);
      items.add(item);
      extent = extent.with(item.extent());
      event = events.next();
    }
    return new YamlList(place, List.copyOf(items), extent);
  }

  private YamlMap map(Place place, int depth) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<YamlNode> merged = new ArrayList<>();
    Extent extent = Extent.OF_EMPTY;
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      if (!(key instanceof YamlScalar word)) {
        throw new Refused(key.place(), "a map or list cannot be a key; write a word");
      }
      extent = extent.with(value.extent());
      if (word.text().equals("<<") && event instanceof ScalarEvent bare && bare.isPlain()) {
        merged.add(value);
      } else {
        addUnlessDoubled(new Entry(word.place(), word.text(), value), entries);
      }
      event = events.next();
    }
    merged.forEach(source -> merge(source, entries));
    return new YamlMap(place, List.copyOf(entries.values()), extent);
  }

  private void addUnlessDoubled(Entry entry, Map<String, Entry> entries) {
    Entry earlier = entries.putIfAbsent(entry.key(), entry);
    if (earlier != null) {
      faults.add(
          new YamlFault(
              entry.place(),
              "the key '"
                  + entry.key()
                  + "' is here and in line "
                  + earlier.place().line()
                  + "; one of the two is void, remove it"));
    }
  }

  /** {@code <<: *defaults} adds the entries that the map does not have itself. */
  private static void merge(YamlNode source, Map<String, Entry> entries) {
    if (source instanceof YamlList several) {
      several.items().forEach(one -> merge(one, entries));
    } else if (source instanceof YamlMap map) {
      map.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry));
    } else {
      throw new Refused(source.place(), "'<<' needs a map to take entries from; give it an alias");
    }
  }

  private static Refused tooDeep(Place place) {
    return new Refused(place, "is nested more than " + DEEPEST + " levels deep; flatten it");
  }

  private static YamlScalar scalar(ScalarEvent event, Place place) {
    String text = event.getValue();
    String tag = event.getTag().orElse("");
    if (tag.isEmpty()) {
      return new YamlScalar(place, text, event.isPlain() ? YamlWords.kindOf(text) : Kind.TEXT);
    }
    return switch (tag) {
      case "tag:yaml.org,2002:str", "!" -> new YamlScalar(place, text, Kind.TEXT);
      case "tag:yaml.org,2002:int",
          "tag:yaml.org,2002:float",
          "tag:yaml.org,2002:bool",
          "tag:yaml.org,2002:null" ->
          new YamlScalar(place, text, YamlWords.kindOf(text));
      default -> throw new Refused(place, "the tag '" + tag + "' is not known; remove it");
    };
  }

  private static Place place(Event event) {
    return event.getStartMark().map(YamlReader::place).orElse(Place.START);
  }

  static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient YamlFault fault;

    Refused(Place place, String message) {
      super(message, null, false, false);
      this.fault = new YamlFault(place, message);
    }
  }
}
