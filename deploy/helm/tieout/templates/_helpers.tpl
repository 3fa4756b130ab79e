{{- define "tieout.name" -}}
{{- if contains "tieout" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-tieout{{ end }}
{{- end }}

{{- define "tieout.labels" -}}
{{ include "tieout.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: tieout
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "tieout.selector" -}}
app.kubernetes.io/name: tieout
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- /* metadata of an object: root, component, and a name if it is not the component's */ -}}
{{- define "tieout.metadata" -}}
name: {{ include "tieout.name" .root }}-{{ .name | default .component }}
labels:
  {{- include "tieout.labels" . | nindent 2 }}
{{- end }}

{{- define "tieout.image" -}}
{{- $image := index .root.Values.image .image -}}
{{- with .root.Values.image.registry }}{{ . }}/{{ end }}{{ $image.repository }}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "tieout.pullPolicy" -}}
image: {{ include "tieout.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- end }}

{{- /* what every pod begins with; `user` is whom its image knows */ -}}
{{- define "tieout.pod" -}}
serviceAccountName: {{ include "tieout.name" .root }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .user | default 10001 }}
  runAsGroup: {{ .user | default 10001 }}
  fsGroup: {{ .user | default 10001 }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "tieout.confined" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop: [ALL]
{{- end }}

{{- define "tieout.postgresHost" -}}
{{- if .Values.postgresql.enabled }}{{ include "tieout.name" . }}-postgresql{{ else }}{{ required "postgresql.external.host says where PostgreSQL is" .Values.postgresql.external.host }}{{ end }}
{{- end }}

{{- define "tieout.postgresPort" -}}
{{- if .Values.postgresql.enabled }}5432{{ else }}{{ .Values.postgresql.external.port }}{{ end }}
{{- end }}

{{- /* for what runs before the ConfigMap is there */ -}}
{{- define "tieout.databaseEnv" -}}
- {name: POSTGRES_HOST, value: {{ include "tieout.postgresHost" . | quote }}}
- {name: POSTGRES_PORT, value: {{ include "tieout.postgresPort" . | quote }}}
- {name: POSTGRES_DB, value: {{ .Values.postgresql.database | quote }}}
- {name: POSTGRES_USER, value: {{ .Values.postgresql.user | quote }}}
- {name: POSTGRES_PASSWORD_FILE, value: /run/secrets/tieout/postgres-password}
{{- end }}

{{- define "tieout.secretMount" -}}
- {name: secrets, mountPath: /run/secrets/tieout, readOnly: true}
{{- end }}

{{- define "tieout.secretVolume" -}}
- name: secrets
  {{- if .Values.secrets.keyVault.enabled }}
  csi:
    driver: secrets-store.csi.k8s.io
    readOnly: true
    volumeAttributes:
      secretProviderClass: {{ include "tieout.name" . }}
  {{- else }}
  secret:
    secretName: {{ .Values.secrets.existingSecret | default (include "tieout.name" .) }}
    defaultMode: 0440
  {{- end }}
{{- end }}

{{- define "tieout.tmpVolume" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .size }}
{{- end }}

{{- /* waits until the migration Job has brought the schema up to date */ -}}
{{- define "tieout.waitForSchema" -}}
- name: wait-for-schema
  {{- include "tieout.pullPolicy" (dict "root" . "image" "api") | nindent 2 }}
  args: [migrate, --wait]
  env:
    {{- include "tieout.databaseEnv" . | nindent 4 }}
  {{- include "tieout.confined" . | nindent 2 }}
  resources:
    {{- toYaml .Values.migration.resources | nindent 4 }}
  volumeMounts:
    {{- include "tieout.secretMount" . | nindent 4 }}
{{- end }}

{{- /* a container of the service: root, name, args, resources */ -}}
{{- define "tieout.service" -}}
- name: {{ .name }}
  {{- include "tieout.pullPolicy" (dict "root" .root "image" "api") | nindent 2 }}
  args: {{ toJson .args }}
  envFrom:
    - configMapRef:
        name: {{ include "tieout.name" .root }}-settings
  {{- include "tieout.confined" .root | nindent 2 }}
  resources:
    {{- toYaml .resources | nindent 4 }}
  volumeMounts:
    {{- include "tieout.secretMount" .root | nindent 4 }}
    - {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "tieout.checksums" -}}
checksum/settings: {{ include (print .Template.BasePath "/settings.yaml") . | sha256sum }}
{{- end }}

{{- /* SIGTERM comes after the wait, and the kill not before the service had its time */ -}}
{{- define "tieout.graceSeconds" -}}
{{- add (int .Values.settings.SHUTDOWN_SECONDS) 15 }}
{{- end }}
