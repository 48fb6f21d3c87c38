# A worker on NVIDIA GPUs: CUDA, libtorch 2.7.1 (cu128) and a JRE under the application that the main build has left in target/.
# DJL's own native libraries for CUDA are not on Maven Central in this version, so PYTORCH_LIBRARY_PATH names libtorch's.
#
#   ./mvnw -DskipTests package
#   docker build -f deploy/images/gpu.Dockerfile --build-arg SERVICE=scorer-worker -t apoptosis/scorer-worker-gpu:0.1.0-SNAPSHOT .
#
# The same image computes on the CPU where the node has no GPU.
ARG CUDA=nvidia/cuda:12.8.1-base-ubuntu24.04

FROM ${CUDA} AS libtorch
ARG LIBTORCH=https://download.pytorch.org/libtorch/cu128/libtorch-cxx11-abi-shared-with-deps-2.7.1%2Bcu128.zip
# Give its SHA-256 to have the download checked.
ARG LIBTORCH_SHA256=
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl unzip \
    && curl -fsSL "$LIBTORCH" -o /libtorch.zip \
    && { [ -z "$LIBTORCH_SHA256" ] || echo "$LIBTORCH_SHA256  /libtorch.zip" | sha256sum -c -; } \
    && unzip -q /libtorch.zip 'libtorch/lib/*' -d /opt && rm /libtorch.zip

FROM ${CUDA}
ARG SERVICE
# Of DJL's own part: cpu for a libtorch without CUDA.
ARG FLAVOR=cu128
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless libgomp1 libjemalloc2 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=libtorch /opt/libtorch/lib /opt/libtorch/lib
COPY ${SERVICE}/target/quarkus-app/lib /app/lib
COPY ${SERVICE}/target/quarkus-app/quarkus-run.jar /app/
COPY ${SERVICE}/target/quarkus-app/app /app/app
COPY ${SERVICE}/target/quarkus-app/quarkus /app/quarkus
# NVIDIA_TF32_OVERRIDE: float32 is float32; libtorch takes TF32 for convolutions otherwise. `importance.precision: bfloat16` is the choice for speed.
ENV PYTORCH_LIBRARY_PATH=/opt/libtorch/lib PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=${FLAVOR} LD_LIBRARY_PATH=/opt/libtorch/lib \
    DJL_CACHE_DIR=/tmp/djl APOPTOSIS_CACHE_DIR=/tmp/apoptosis-cache QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 \
    LD_PRELOAD=libjemalloc.so.2 MALLOC_CONF=oversize_threshold:0,dirty_decay_ms:60000 OMP_WAIT_POLICY=PASSIVE \
    NVIDIA_TF32_OVERRIDE=0
LABEL org.opencontainers.image.title="apoptosis ${SERVICE}, GPU" org.opencontainers.image.licenses=Apache-2.0
USER 10001:10001
WORKDIR /app
EXPOSE 8080
ENTRYPOINT ["java", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "/app/quarkus-run.jar"]
