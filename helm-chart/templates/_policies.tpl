{{/*
The name of a policy and of its binding: that of its file, and what the file says. A changed policy is another object, so
the time of its creation says since when it holds; the operator goes by that. Not of one release, for the kinds are not
either.
*/}}
{{- define "phaserollout.policyName" -}}
{{- printf "phaserollout-%s-%s" .name (.root.Files.Get (printf "policies/%s.yaml" .name) | sha256sum | trunc 8) -}}
{{- end -}}

{{/* A policy out of its file, and what puts it in force. */}}
{{- define "phaserollout.policy" -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: {{ include "phaserollout.policyName" . }}
  labels:
    {{- include "phaserollout.labels" .root | nindent 4 }}
spec:
  {{- .root.Files.Get (printf "policies/%s.yaml" .name) | nindent 2 }}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: {{ include "phaserollout.policyName" . }}
  labels:
    {{- include "phaserollout.labels" .root | nindent 4 }}
spec:
  policyName: {{ include "phaserollout.policyName" . }}
  validationActions: [Deny]
{{- end -}}
