#!/usr/bin/env bash
# Has the API server itself take every object of every example, without keeping it: kube-apiserver, built from its Go modules, on etcd.
# usage: api-server.sh FOLDER DEFINITIONS...   one rendered NAME.yaml per example in FOLDER; files or folders of custom resource definitions
# Needs Go and Debian's apt-get (or etcd on the PATH). The first time it builds for some minutes.
set -euo pipefail
KUBERNETES=1.36.3
tools=${APOPTOSIS_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/apoptosis-tools}
bin=$tools/kubernetes-$KUBERNETES
rendered=$1
shift

# k8s.io/kubernetes replaces its own parts by folders that its module does not contain; they are modules of their own.
build() {
    local module=$tools/kubernetes-module source part
    rm -rf "$module" && mkdir -p "$module" "$bin"
    (
        cd "$module"
        export GOFLAGS=-mod=mod CGO_ENABLED=0
        printf 'module check\ngo 1.26.0\n' >go.mod
        printf '//go:build tools\npackage check\nimport (\n_ "k8s.io/kubernetes/cmd/kube-apiserver"\n_ "k8s.io/kubernetes/cmd/kubectl"\n)\n' >tools.go
        go mod download "k8s.io/kubernetes@v$KUBERNETES"
        source=$(go env GOMODCACHE)/k8s.io/kubernetes@v$KUBERNETES
        go mod edit -require "k8s.io/kubernetes@v$KUBERNETES"
        for part in $(sed -n 's#^\s*\(k8s.io/[a-z-]*\) => ./staging.*#\1#p' "$source/go.mod"); do
            go mod edit -replace "$part=$part@v0.${KUBERNETES#1.}"
        done
        go mod tidy 2>/dev/null
        go build -o "$bin/" k8s.io/kubernetes/cmd/kube-apiserver k8s.io/kubernetes/cmd/kubectl
    )
}

if [ ! -x "$bin/kubectl" ]; then
    echo "   building kube-apiserver and kubectl $KUBERNETES" >&2
    build
fi
etcd=$(type -P etcd || echo "$tools/usr/bin/etcd")
if [ ! -x "$etcd" ]; then
    (cd "$tools" && apt-get download -qq etcd-server >/dev/null && dpkg -x etcd-server_*.deb "$tools")
fi

work=$(mktemp -d)
servers=()
stop() {
    # The API server first: without its store it never comes to its end.
    for ((i = ${#servers[@]} - 1; i >= 0; i--)); do
        kill "${servers[i]}" 2>/dev/null || true
        wait "${servers[i]}" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap stop EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
clients=http://127.0.0.1:$(free_port)
peers=http://127.0.0.1:$(free_port)
port=$(free_port)
openssl genrsa -out "$work/key.pem" 2048 2>/dev/null
echo 'check,check,check,system:masters' >"$work/tokens.csv"

"$etcd" --data-dir "$work/etcd" --listen-client-urls "$clients" --advertise-client-urls "$clients" --listen-peer-urls "$peers" \
    --initial-advertise-peer-urls "$peers" --initial-cluster "default=$peers" >"$work/etcd.log" 2>&1 &
servers+=($!)
# The usual admission; but for service accounts, whose tokens a controller would have to make first.
"$bin/kube-apiserver" --etcd-servers "$clients" --bind-address 127.0.0.1 --secure-port "$port" --cert-dir "$work/certificates" \
    --service-account-issuer https://check --service-account-key-file "$work/key.pem" --service-account-signing-key-file "$work/key.pem" \
    --service-cluster-ip-range 10.0.0.0/24 --token-auth-file "$work/tokens.csv" --authorization-mode RBAC \
    --disable-admission-plugins ServiceAccount >"$work/apiserver.log" 2>&1 &
servers+=($!)

kubectl() {
    "$bin/kubectl" --server "https://127.0.0.1:$port" --token check --insecure-skip-tls-verify --cache-dir "$work/cache" "$@"
}

for attempt in $(seq 60); do
    if kubectl get --raw /readyz >/dev/null 2>&1; then break; fi
    if [ "$attempt" = 60 ]; then tail -n 20 "$work/apiserver.log" >&2; exit 1; fi
    sleep 1
done
for definitions in "$@"; do
    # Some are too large for the annotation that `apply` keeps.
    kubectl apply --server-side --recursive -f "$definitions" >"$work/definitions" 2>&1 || { cat "$work/definitions" >&2; exit 1; }
done
kubectl wait --for condition=established --timeout 60s crd --all >/dev/null
kubectl create namespace ml >/dev/null

for example in "$rendered"/*.yaml; do
    name=$(basename "$example" .yaml)
    if ! kubectl apply --dry-run=server --validate=strict --namespace ml -f "$example" >"$work/answer" 2>"$work/refusals"; then
        echo "== $name is refused" >&2
        cat "$work/refusals" >&2
        exit 1
    fi
    # A warning is something deprecated or misunderstood; that dry runs do not find their own priority classes is none.
    cat "$work/refusals" >&2
    echo "   $name: $(wc -l <"$work/answer") objects taken"
done
