{{/* The file of providers. What would keep the operator from starting is refused here. */}}
{{- define "phaserollout.providers" -}}
{{- $names := list -}}
{{- range $provider := .Values.providers -}}
{{- if has $provider.name $names -}}
{{- fail (printf "providers: found the name %s twice, expected a name of its own for each; rename one of the two" $provider.name) -}}
{{- end -}}
{{- $names = append $names $provider.name -}}
{{- range $field := list "caFile" "bearerTokenFile" "usernameFile" "passwordFile" -}}
{{- $file := default "" (get $provider $field) -}}
{{- $place := regexFind "^/etc/phaserollout/providers/[^/]*" $file -}}
{{- if and $place (not (has (base $place) $.Values.providerSecrets)) -}}
{{- fail (printf "providers: %s of %s is %s, and no Secret %s is mounted there; add it to providerSecrets" $field $provider.name $file (base $place)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.defaultProvider (not (has .Values.defaultProvider $names)) -}}
{{- fail (printf "defaultProvider: found %s, expected one of the names in providers (%s); name one of these, or leave it empty" .Values.defaultProvider (join ", " $names)) -}}
{{- end -}}
{{- with .Values.defaultProvider -}}
default: {{ . }}
{{ end -}}
providers:
{{- toYaml .Values.providers | nindent 2 }}
{{- end -}}
