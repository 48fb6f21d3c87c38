#!/usr/bin/env bash
# Builds the images of the services and of the command as tar files in deploy/images/target, to be loaded with `docker load`, `podman load`
# or `kind load image-archive`. Needs no Docker. The same jars give the same image, bit for bit.
#
#   deploy/images/build.sh                    all, on Eclipse Temurin's JRE from Docker Hub
#   BASE=tar:///FILE deploy/images/build.sh   on a base of your own, for example deploy/images/debian-base.sh's
#   PUSH=registry.example.org/ml/apoptosis deploy/images/build.sh    to a registry instead of into files
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

services=${*:-gateway scorer-worker pruner-worker finetune-worker cli}
goal=buildTar
settings=("-Dtag=${TAG:-0.1.0-SNAPSHOT}" "-Drevision=$(git rev-parse HEAD 2>/dev/null || echo unknown)")
[ -z "${BASE:-}" ] || settings+=("-Dbase=$BASE")
if [ -n "${PUSH:-}" ]; then
    goal=build
    settings+=("-Drepository=$PUSH")
fi

modules=$(echo "$services" | tr ' ' ',')
[ -n "${BUILT:-}" ] || ../../mvnw -q -B -ntp -f ../../pom.xml -DskipTests -Djacoco.skip -pl "$modules" -am package
mkdir -p target/classes # Jib looks for classes, though there are none
for service in $services; do
    echo "== $service"
    ../../mvnw -q -B -ntp package "com.google.cloud.tools:jib-maven-plugin:3.5.2:$goal" "-Dservice=$service" "${settings[@]}"
done
