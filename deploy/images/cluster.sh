#!/usr/bin/env bash
# Runs the whole cluster from the images that build.sh has left: two gateways, two scorers, pruner and fine-tuner as containers with a
# read-only root, with sign-on, scraped by Prometheus. Two runs of one specification go through it: one in peace, one during which every
# worker and every gateway is stopped and replaced. Both must give the same network, bit for bit; and the second may do twice what was under
# way in a worker that was stopped, nothing else.
#
# usage, as root: deploy/images/cluster.sh [FOLDER]    logs and results stay in FOLDER, by default deploy/images/target/cluster
#
# Needs podman, and minio and prometheus on the PATH, but no registry: the broker is Kafka's own, from the command's image. All listen on
# ports from 28000 to 28099 of this machine. STORAGE_DRIVER=vfs where podman can't have overlays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Container runtimes refuse machines that have both versions of cgroups; containers without limits need neither.
if mountpoint -q /sys/fs/cgroup/unified; then
    exec unshare --mount sh -c 'umount /sys/fs/cgroup/unified && exec "$0" "$@"' "./$(basename "$0")" "$@"
fi

folder=$(realpath -m "${1:-target/cluster}")
rm -rf "$folder"
mkdir -p "$folder"/{logs,conf,kafka,minio,prometheus,work}
declare -A module=([gateway]=gateway [scorer]=scorer-worker [pruner]=pruner-worker [finetuner]=finetune-worker)
declare -A port=([gateway-1]=28080 [gateway-2]=28081 [scorer-1]=28082 [scorer-2]=28083 [pruner-1]=28084 [finetuner-1]=28085)
processes=()

fail() {
    echo "   $*; logs are in $folder/logs" >&2
    exit 1
}

podman() { command podman --root "$PWD/target/store" "$@"; }

stop() {
    podman rm --all --force --time 5 >/dev/null 2>&1 || true
    [ ${#processes[@]} = 0 ] || kill "${processes[@]}" 2>/dev/null || true
    wait
}
trap stop EXIT

# What every container has, as the chart gives it to its pods.
contained=(--network host --cgroups disabled --ulimit nofile=16384:16384 --ulimit nproc=16384:16384 --read-only --read-only-tmpfs=false
    --tmpfs /tmp:rw,exec,mode=1777 --cap-drop all --security-opt no-new-privileges)

image() { # MODULE; says the image's id
    local id
    id=$(sed 's/sha256://' "target/$1.id")
    podman image exists "$id" || podman load --quiet --input "target/$1.tar" >/dev/null
    echo "$id"
}

ready() { # URL
    for _ in $(seq 240); do
        if curl -fs -o /dev/null "$1"; then return; fi
        sleep 0.5
    done
    fail "nothing answers at $1"
}

service() { # NAME
    podman run "${contained[@]}" --detach --name "$1" --log-driver k8s-file --log-opt "path=$folder/logs/$1.$(date +%s).log" \
        --env-file "$folder/conf/environment" --env "QUARKUS_HTTP_PORT=${port[$1]}" --env "APOPTOSIS_WORKER_NAME=$1" \
        --volume "$folder/conf:/etc/apoptosis:ro" "$(image "${module[${1%-*}]}")" >/dev/null
}

apoptosis() {
    podman run "${contained[@]}" --rm --volume "$folder/work:/work" --env "APOPTOSIS_TOKEN=${token:-}" "$(image cli)" "$@"
}

java() { # broker's
    podman run "${contained[@]}" --rm --volume "$folder/conf:/conf:ro" --volume "$folder/kafka:/kafka" --env JAVA_TOOL_OPTIONS=-Xmx512m \
        --entrypoint java "$(image cli)" -cp '/app/lib/*' "$@" >>"$folder/logs/broker.log" 2>&1
}

token() { # NAME ROLE; adds the digest to the gateways' file and says the token
    apoptosis token "$1" --role "$2" 2>&1 >>"$folder/conf/tokens" | sed 's/.*: //'
}

echo '== broker, store'
cat >"$folder/conf/broker.properties" <<'PROPERTIES'
process.roles=broker,controller
node.id=1
log.dirs=/kafka
listeners=PLAINTEXT://localhost:28092,CONTROLLER://localhost:28093
advertised.listeners=PLAINTEXT://localhost:28092
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
controller.quorum.voters=1@localhost:28093
auto.create.topics.enable=false
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
PROPERTIES
chown 10001:10001 "$folder"/{kafka,work}
java kafka.tools.StorageTool format --cluster-id apoptosis-images-22chr --config /conf/broker.properties
java kafka.Kafka /conf/broker.properties &
processes+=($!)
MINIO_ROOT_USER=apoptosis MINIO_ROOT_PASSWORD=only-for-this-check minio server "$folder/minio" --address localhost:28090 \
    >"$folder/logs/minio.log" 2>&1 &
processes+=($!)
ready http://localhost:28090/minio/health/ready

echo '== services'
cat >"$folder/conf/environment" <<'ENVIRONMENT'
APOPTOSIS_LOG_JSON=true
KAFKA_BOOTSTRAP_SERVERS=localhost:28092
APOPTOSIS_S3_ENDPOINT=http://localhost:28090
APOPTOSIS_S3_ACCESS_KEY=apoptosis
APOPTOSIS_S3_SECRET_KEY=only-for-this-check
APOPTOSIS_AUTH_TOKENS_FILE=/etc/apoptosis/tokens
ENVIRONMENT
viewer=$(token prometheus viewer)
token=$(token ada operator)
for name in "${!port[@]}"; do service "$name"; done
for name in "${!port[@]}"; do ready "http://localhost:${port[$name]}/q/health/ready"; done

cat >"$folder/conf/prometheus.yml" <<YAML
global: { scrape_interval: 2s, evaluation_interval: 2s }
rule_files: [$(realpath ../helm/apoptosis/rules)/*.yaml]
scrape_configs:
  - job_name: apoptosis-gateway
    metrics_path: /q/metrics
    authorization: { credentials: $viewer }
    static_configs: [{ targets: [localhost:28080, localhost:28081] }]
  - job_name: apoptosis-worker
    metrics_path: /q/metrics
    static_configs: [{ targets: [localhost:28082, localhost:28083, localhost:28084, localhost:28085] }]
YAML
prometheus --config.file "$folder/conf/prometheus.yml" --storage.tsdb.path "$folder/prometheus" --web.listen-address localhost:28094 \
    >"$folder/logs/prometheus.log" 2>&1 &
processes+=($!)

head -c $((2560 * 3073)) ../../examples/data/cifar10-sample/train.bin >"$folder/work/train.bin"
cat >"$folder/work/run.yaml" <<'YAML'
name: images
model: { architecture: resnet20, classes: 10, weights: examples/weights/resnet20-cifar10.th }
data:
  train: { cifar10: train.bin }
  test: cifar10-sample/test
  normalize: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
importance: { criterion: oba, batches: 80, batchSize: 32, shards: 10 }
prune: { target: { macs: 0.7 }, iterations: 8 }
finetune: { epochs: 2, batchSize: 64, optimizer: { learningRate: 0.001 } }
seed: 7
threads: 1
YAML
prune() { # FOLDER
    apoptosis prune run.yaml --server http://localhost:28080 --out "$1" --json >"$folder/logs/$1.jsonl" 2>"$folder/logs/$1.log"
}

echo '== a run in peace'
prune peace || fail 'the run failed'

echo '== a run during which everything is rolled'
prune rolled &
run=$!
# In the order in which a run needs them: networks are fine-tuned last.
for name in scorer-1 gateway-1 scorer-2 gateway-2 pruner-1 finetuner-1; do
    # A worker is stopped while it has a task.
    until [[ $name = gateway-* ]] || curl -fs "http://localhost:${port[$name]}/q/metrics" | grep -q '^apoptosis_worker_busy.* 1\.0$'; do
        kill -0 $run 2>/dev/null || fail "the run was over before $name had a task"
        sleep 0.1
    done
    podman stop --time 60 "$name" >/dev/null
    podman rm "$name" >/dev/null
    service "$name"
    ready "http://localhost:${port[$name]}/q/health/ready"
    echo "   $name"
done
wait $run || fail 'the run failed'

echo '== what has come of it'
python3 - "$folder" <<'PYTHON'
import collections, json, pathlib, re, sys
folder = pathlib.Path(sys.argv[1])
runs = {name: json.loads((folder / "work" / name / "run.json").read_text()) for name in ("peace", "rolled")}
for name, run in runs.items():
    dense, pruned = run["dense"], run["final"]
    print(f"   {name}: accuracy {dense['accuracy']:.3f} -> {pruned['accuracy']:.3f}, MACs {dense['macs']:,} -> {pruned['macs']:,}")
    assert pruned["macs"] <= 0.7 * dense["macs"], "the target was missed"
weights = [(folder / "work" / name / "model.safetensors").read_bytes() for name in runs]
assert weights[0] == weights[1], "the two networks differ"

begun = collections.Counter()
for log in (folder / "logs").glob("*-[0-9].*.log"):
    text = ""
    for line in log.read_text().splitlines():
        _, _, tag, part = line.split(" ", 3)
        text += part
        if tag == "P":  # podman cuts long lines
            continue
        record, text = json.loads(text), ""  # every line of every service is JSON
        started = re.fullmatch(r"(step-\S+) of run (\S+), attempt (\d+)", record.get("message", ""))
        if started and started[2] == runs["rolled"]["id"]:
            assert started[3] == "1", f"{started[1]} was missed, not given back"
            begun[started[1]] += 1
again = [task for task, times in begun.items() if times > 1]
print(f"   {len(begun)} tasks, begun twice: {', '.join(again) or 'none'}")
assert begun and len(again) <= 4 and max(begun.values()) <= 2, "more was repeated than four stopped workers had under way"
PYTHON
query() { curl -fs --data-urlencode "query=$1" http://localhost:28094/api/v1/query; }
query 'sum(up)' | grep -q '"6"' || fail 'Prometheus does not see all six services'
# How the dashboards look, where there is a matplotlib to draw them.
if python3 -c 'import matplotlib' 2>/dev/null; then
    for dashboard in runs cluster; do
        python3 ../check/panels.py http://localhost:28094 "../helm/apoptosis/dashboards/$dashboard.json" "$folder/$dashboard.png" $((SECONDS / 60 + 1))
    done
fi
echo 'all well'
