package io.apoptosis.worker;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.tensor.djl.DjlEngine;
import io.apoptosis.pipeline.data.DataSets;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.store.CachedObjects;
import io.apoptosis.pipeline.store.ObjectMissing;
import io.apoptosis.pipeline.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What handlers work with: networks and images by reference, results into the store, the tensor engine. */
@ApplicationScoped
public class Workspace {
    public static final String GRAPH = "graph.json";
    public static final String WEIGHTS = "weights.safetensors";

    private final ObjectStore store;
    private final CachedObjects cache;
    private @Nullable TensorEngine engine;
    private @Nullable Checkpoint lastCheckpoint;
    private SoftReference<Network> last = new SoftReference<>(null);
    private @Nullable Opened train;
    private @Nullable Opened test;

    Workspace(ObjectStore store, CachedObjects cache) {
        this.store = store;
        this.cache = cache;
    }

    /** The engine, computing with the thread count that the specification asks for. */
    public synchronized TensorEngine engine(RunSpec spec) {
        TensorEngine loaded = loadEngine();
        loaded.useThreads(spec.threads());
        return loaded;
    }

    synchronized TensorEngine loadEngine() {
        if (engine == null) {
            engine = new DjlEngine();
        }
        return engine;
    }

    /** The last one stays in memory, unless that gets short: a step's shards all want the same. */
    public synchronized Network network(Checkpoint checkpoint) {
        Network known = checkpoint.equals(lastCheckpoint) ? last.get() : null;
        if (known != null) {
            return known;
        }
        Network read = new Network(GraphJson.read(store.get(checkpoint.graph())), tensors(checkpoint.weights()));
        lastCheckpoint = checkpoint;
        last = new SoftReference<>(read);
        return read;
    }

    public Graph graph(ObjectRef graph) {
        return GraphJson.read(store.get(graph));
    }

    public Map<String, HostTensor> tensors(ObjectRef safetensors) {
        return SafeTensors.read(store.get(safetensors));
    }

    /** @param key from file name to key */
    public Checkpoint save(Network network, UnaryOperator<String> key) {
        return new Checkpoint(
                store.put(key.apply(GRAPH), GraphJson.write(network.graph())),
                save(network.weights(), key.apply(WEIGHTS)));
    }

    public ObjectRef save(Map<String, HostTensor> tensors, String key) {
        return store.put(key, SafeTensors.write(tensors, Map.of()));
    }

    /** The training images; those of the last task stay open, since the next one most often wants the same. */
    public synchronized ImageSet train(RunSpec spec) throws IOException {
        train = open(spec.data(), spec.data().train(), train);
        return train.images();
    }

    public synchronized ImageSet test(RunSpec spec) throws IOException {
        test = open(spec.data(), spec.data().test(), test);
        return test.images();
    }

    private Opened open(DataSpec data, DataRef ref, @Nullable Opened before) throws IOException {
        String key = ref.objectKey()
                .orElseThrow(() -> new IllegalArgumentException("data " + ref.location() + " was not uploaded"));
        ObjectRef object = store.getIfPresent(key)
                .orElseThrow(() -> new ObjectMissing("the data set " + key + " is not in the object store"));
        if (before != null && before.isOf(data, ref, object)) {
            return before;
        }
        return new Opened(data, ref, object, DataSets.open(data, ref, cache.path(object)));
    }

    private record Opened(DataSpec data, DataRef ref, ObjectRef object, ImageSet images) {
        boolean isOf(DataSpec otherData, DataRef otherRef, ObjectRef otherObject) {
            return data.equals(otherData) && ref.equals(otherRef) && object.equals(otherObject);
        }
    }
}
