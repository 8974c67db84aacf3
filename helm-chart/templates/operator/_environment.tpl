{{/* The configuration of the operator: each option of its command is a variable too. */}}
{{- define "phaserollout.environment" -}}
- name: PHASEROLLOUT_LEADER_ELECTION
  value: {{ .Values.leaderElection.enabled | quote }}
{{- if .Values.leaderElection.enabled }}
- name: PHASEROLLOUT_LEASE_NAME
  value: {{ include "phaserollout.fullname" . }}
- name: PHASEROLLOUT_LEASE_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
{{- end }}
{{- with .Values.watchNamespaces }}
- name: PHASEROLLOUT_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
- name: PHASEROLLOUT_PORT
  value: "8080"
- name: PHASEROLLOUT_THREADS
  value: {{ .Values.threads | quote }}
- name: PHASEROLLOUT_POD_SECURITY_CONTEXT
  value: {{ default dict .Values.steps.podSecurityContext | toJson | quote }}
- name: PHASEROLLOUT_AGENT_IMAGE
  value: {{ include "phaserollout.image" . }}
- name: PHASEROLLOUT_AGENT_PULL_POLICY
  value: {{ .Values.image.pullPolicy }}
- name: PHASEROLLOUT_AGENT_RESOURCES
  value: {{ default dict .Values.agent.resources | toJson | quote }}
{{- if .Values.providers }}
- name: PHASEROLLOUT_PROVIDERS
  value: /etc/phaserollout/config/providers.yaml
{{- end }}
- name: PHASEROLLOUT_LOG_FORMAT
  value: {{ .Values.log.format }}
- name: PHASEROLLOUT_LOG_LEVEL
  value: {{ .Values.log.level }}
{{- end -}}
