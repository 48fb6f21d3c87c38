{{- define "apoptosis.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "apoptosis.labels" -}}
app.kubernetes.io/name: apoptosis
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "apoptosis.selector" -}}
app.kubernetes.io/name: apoptosis
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /* image of (dict "root" $ "service" "gateway" "suffix" "") */ -}}
{{- define "apoptosis.image" -}}
{{- $image := .root.Values.image -}}
{{- with $image.registry }}{{ . }}/{{ end -}}
{{ $image.repository }}/{{ .service }}{{ .suffix }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{- define "apoptosis.s3Secret" -}}
{{- .Values.s3.existingSecret | default (printf "%s-s3" (include "apoptosis.name" .)) -}}
{{- end -}}

{{- define "apoptosis.s3Endpoint" -}}
{{- if .Values.minio.enabled -}}
http://{{ include "apoptosis.name" . }}-minio:9000
{{- else -}}
{{ required "s3.endpoint is empty: name the object store, or set minio.enabled for a trial" .Values.s3.endpoint }}
{{- end -}}
{{- end -}}

{{- define "apoptosis.bootstrap" -}}
{{- if .Values.strimzi.enabled -}}
{{ .Values.strimzi.clusterName }}-kafka-bootstrap:9093
{{- else -}}
{{ required "kafka.bootstrapServers is empty: name a broker, or set strimzi.enabled" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- /* Kafka's security as one object, whoever runs the brokers. */ -}}
{{- define "apoptosis.kafkaSecurity" -}}
{{- if .Values.strimzi.enabled -}}
protocol: SASL_SSL
saslMechanism: SCRAM-SHA-512
existingSecret: {{ include "apoptosis.name" . }}
jaasKey: sasl.jaas.config
caSecret: {{ .Values.strimzi.clusterName }}-cluster-ca-cert
caKey: ca.crt
{{- else -}}
{{ toYaml .Values.kafka.security }}
{{- end -}}
{{- end -}}

{{- /* What each service gets from secrets; connections without them are in the ConfigMap. */ -}}
{{- define "apoptosis.secretEnv" -}}
- name: APOPTOSIS_S3_ACCESS_KEY
  valueFrom: { secretKeyRef: { name: {{ include "apoptosis.s3Secret" . }}, key: {{ .Values.s3.accessKeyKey }} } }
- name: APOPTOSIS_S3_SECRET_KEY
  valueFrom: { secretKeyRef: { name: {{ include "apoptosis.s3Secret" . }}, key: {{ .Values.s3.secretKeyKey }} } }
{{- $security := include "apoptosis.kafkaSecurity" . | fromYaml }}
{{- with $security.existingSecret }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom: { secretKeyRef: { name: {{ . }}, key: {{ $security.jaasKey }} } }
{{- end }}
{{- if and .Values.traces.endpoint .Values.traces.existingSecret }}
- name: OTEL_EXPORTER_OTLP_HEADERS
  valueFrom: { secretKeyRef: { name: {{ .Values.traces.existingSecret }}, key: {{ .Values.traces.headersKey }} } }
{{- end }}
{{- end -}}

{{- /* Who may use the gateway, as its environment says it. */ -}}
{{- define "apoptosis.authEnv" -}}
{{- $auth := .Values.auth -}}
{{- if eq $auth.mode "off" -}}
- { name: APOPTOSIS_AUTH_MODE, value: "off" }
{{- else -}}
{{- if not (or $auth.existingSecret $auth.oidc.enabled) -}}
{{- fail "nobody could sign in: set auth.existingSecret (tokens), auth.oidc.enabled, or auth.mode=off if something in front of the gateway does it" -}}
{{- end -}}
- { name: APOPTOSIS_AUTH_MODE, value: required }
{{- with $auth.existingSecret }}
- { name: APOPTOSIS_AUTH_TOKENS_FILE, value: /etc/apoptosis/auth/tokens }
{{- end }}
{{- with $auth.oidc }}
{{- if .enabled }}
- { name: QUARKUS_OIDC_TENANT_ENABLED, value: "true" }
- { name: QUARKUS_OIDC_AUTH_SERVER_URL, value: {{ required "auth.oidc.url is empty: name the issuer" .url | quote }} }
- { name: QUARKUS_OIDC_CLIENT_ID, value: {{ .clientId | quote }} }
{{- with .audience }}
- { name: QUARKUS_OIDC_TOKEN_AUDIENCE, value: {{ . | quote }} }
{{- end }}
{{- with .rolesClaim }}
- { name: QUARKUS_OIDC_ROLES_ROLE_CLAIM_PATH, value: {{ . | quote }} }
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "apoptosis.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "apoptosis.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{- define "apoptosis.probes" -}}
startupProbe:
  httpGet: { path: /q/health/started, port: http }
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: { path: /q/health/live, port: http }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /q/health/ready, port: http }
  periodSeconds: 5
  timeoutSeconds: 5
{{- end -}}

{{- define "apoptosis.caVolume" -}}
{{- $security := include "apoptosis.kafkaSecurity" . | fromYaml -}}
{{- with $security.caSecret }}
- name: kafka-ca
  secret: { secretName: {{ . }}, items: [{ key: {{ $security.caKey }}, path: ca.crt }] }
{{- end }}
{{- end -}}

{{- define "apoptosis.caMount" -}}
{{- $security := include "apoptosis.kafkaSecurity" . | fromYaml -}}
{{- if $security.caSecret }}
- { name: kafka-ca, mountPath: /etc/apoptosis/kafka, readOnly: true }
{{- end }}
{{- end -}}

{{- define "apoptosis.env" -}}
{{- range $name, $value := . }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end -}}

{{- /* A pool with the defaults filled in: (dict "root" $ "pool" $pool) */ -}}
{{- define "apoptosis.pool" -}}
{{- mergeOverwrite (deepCopy .root.Values.workerDefaults) .pool | toYaml -}}
{{- end -}}

{{- /* The port of an address: said, or the scheme's. */ -}}
{{- define "apoptosis.port" -}}
{{- $url := urlParse . -}}
{{- $said := regexFind ":[0-9]+$" $url.host -}}
{{- if $said }}{{ trimPrefix ":" $said }}{{ else if eq $url.scheme "https" }}443{{ else }}80{{ end -}}
{{- end -}}
