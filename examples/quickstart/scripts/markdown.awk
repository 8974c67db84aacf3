# The few forms of Markdown that the pages use: headings, lists, paragraphs, code and links.

function escaped(text) {
  gsub(/&/, "\\&amp;", text)
  gsub(/</, "\\&lt;", text)
  return text
}

function inline(text,    label, target) {
  text = escaped(text)
  while (match(text, /`[^`]*`/))
    text = substr(text, 1, RSTART - 1) "<code>" substr(text, RSTART + 1, RLENGTH - 2) "</code>" \
      substr(text, RSTART + RLENGTH)
  while (match(text, /\[[^]]*\]\([^)]*\)/)) {
    label = substr(text, RSTART + 1, RLENGTH - 2)
    target = label
    sub(/\]\(.*/, "", label)
    sub(/^[^]]*\]\(/, "", target)
    sub(/\.md$/, ".html", target)
    text = substr(text, 1, RSTART - 1) "<a href=\"" target "\">" label "</a>" \
      substr(text, RSTART + RLENGTH)
  }
  return text
}

function close_block() {
  if (block != "") print "</" block ">"
  block = ""
}

function open_block(name) {
  if (block != name) {
    close_block()
    print "<" name ">"
    block = name
  }
}

/^#+ / {
  close_block()
  level = index($0, " ") - 1
  print "<h" level ">" inline(substr($0, level + 2)) "</h" level ">"
  next
}

/^- / {
  open_block("ul")
  print "<li>" inline(substr($0, 3)) "</li>"
  next
}

/^$/ {
  close_block()
  next
}

{
  open_block("p")
  print inline($0)
}

END {
  close_block()
}
