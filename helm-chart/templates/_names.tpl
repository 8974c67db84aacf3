{{/* The name of the application, for labels and selectors. */}}
{{- define "phaserollout.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 45 | trimSuffix "-" -}}
{{- end -}}

{{/* What every object is called, or begins with. 45 characters leave room for the longest suffix. */}}
{{- define "phaserollout.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "phaserollout.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | replace "." "-" | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | replace "." "-" | trunc 45 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The service account that the operator runs as. */}}
{{- define "phaserollout.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "phaserollout.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* What selects the operator's pods; must never change during the life of a release. */}}
{{- define "phaserollout.selectorLabels" -}}
app.kubernetes.io/name: {{ include "phaserollout.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{/* The labels of every object. */}}
{{- define "phaserollout.labels" -}}
{{ include "phaserollout.selectorLabels" . }}
app.kubernetes.io/part-of: phaserollout
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* The image, by digest where there is one. */}}
{{- define "phaserollout.image" -}}
{{- $repository := required "image.repository is empty, and no image is published yet; set it to the image that you built, as docs/operations/install.md shows" .Values.image.repository -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag -}}
{{- if .Values.image.digest -}}
{{- printf "%s:%s@%s" $repository $tag .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository $tag -}}
{{- end -}}
{{- end -}}
