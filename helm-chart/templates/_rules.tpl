{{/* What the operator may do where it looks after rollouts, and no more: no Secrets, no wildcard. */}}
{{- define "phaserollout.rules" -}}
- apiGroups: [phaserollout.dev]
  resources: [phaserollouts]
  verbs: [get, list, watch]
# What people answer; it never answers itself.
- apiGroups: [phaserollout.dev]
  resources: [phaseapprovals]
  verbs: [get, list, watch]
- apiGroups: [phaserollout.dev]
  resources: [phaserollouts/status]
  verbs: [update, patch]
# Owned objects block the deletion of their rollout; some clusters ask for this right.
- apiGroups: [phaserollout.dev]
  resources: [phaserollouts/finalizers]
  verbs: [update]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, patch, delete, deletecollection]
# Created in a dry run only, to see before a run whether quota and admission would refuse its pods.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, create]
# The refusals (FailedCreate) of its Jobs, and what keeps their pods from starting (FailedMount).
- apiGroups: [""]
  resources: [events]
  verbs: [list, watch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
# The revisions of rollouts.
- apiGroups: [apps]
  resources: [controllerrevisions]
  verbs: [get, list, create, delete]
{{- range .Values.gateKinds }}
{{- if and (eq .apiGroup "") (has "secrets" .resources) }}
{{- fail "gateKinds: found secrets, expected kinds that become ready; take it away, the operator reads no Secret" }}
{{- end }}
# What resource gates wait for.
- apiGroups: [{{ .apiGroup | quote }}]
  resources: {{ toJson .resources }}
  verbs: [get]
{{- end }}
{{- end -}}

{{/* Whom every role of the operator is bound to. */}}
{{- define "phaserollout.subjects" -}}
- kind: ServiceAccount
  name: {{ include "phaserollout.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
