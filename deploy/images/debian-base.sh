#!/usr/bin/env bash
# A base image from Debian packages, for places without a registry: bookworm with OpenJDK 17's runtime and jemalloc.
# usage, as root: debian-base.sh FILE.tar
set -euo pipefail
out=$(realpath -m "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v mmdebstrap >/dev/null || apt-get install -y -qq mmdebstrap >/dev/null
SOURCE_DATE_EPOCH=0 mmdebstrap --quiet --variant=minbase --include=openjdk-17-jre-headless,ca-certificates,libgomp1,libstdc++6,libjemalloc2 \
    --dpkgopt='path-exclude=/usr/share/doc/*' bookworm "$work/layer.tar"

# As `docker save` writes it.
python3 - "$work" <<'PYTHON'
import hashlib, json, pathlib, platform, sys
work = pathlib.Path(sys.argv[1])
digest = hashlib.sha256((work / "layer.tar").read_bytes()).hexdigest()
architecture = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]
config = json.dumps({
    "architecture": architecture, "os": "linux", "created": "1970-01-01T00:00:00Z",
    "config": {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
                       "LD_PRELOAD=libjemalloc.so.2", "MALLOC_CONF=oversize_threshold:0,dirty_decay_ms:60000"]},
    "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]}, "history": [{"created": "1970-01-01T00:00:00Z"}],
})
(work / "config.json").write_text(config)
(work / "manifest.json").write_text(json.dumps([
    {"Config": "config.json", "RepoTags": ["apoptosis/debian-base:bookworm"], "Layers": ["layer.tar"]}]))
PYTHON
tar -C "$work" -cf "$out" manifest.json config.json layer.tar
