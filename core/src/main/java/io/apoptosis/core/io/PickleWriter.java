package io.apoptosis.core.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.razorvine.pickle.Opcodes;

/** Writes pickles instruction by instruction: what tensors are made of, in PyTorch's protocol 2. */
final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleWriter() {
        out.write(Opcodes.PROTO);
        out.write(2);
    }

    PickleWriter op(int opcode) {
        out.write(opcode);
        return this;
    }

    PickleWriter raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    PickleWriter global(String module, String name) {
        return op(Opcodes.GLOBAL).raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return op(Opcodes.BINUNICODE).raw(little(4, utf8.length)).raw(utf8);
    }

    PickleWriter number(int number) {
        return op(Opcodes.BININT).raw(little(4, number));
    }

    PickleWriter numbers(int... numbers) {
        op(Opcodes.MARK);
        for (int number : numbers) {
            number(number);
        }
        return op(Opcodes.TUPLE);
    }

    PickleWriter orderedDict() {
        return global("collections", "OrderedDict").op(Opcodes.EMPTY_TUPLE).op(Opcodes.REDUCE);
    }

    PickleWriter storage(String type, String key, int elements) {
        return op(Opcodes.MARK)
                .text("storage")
                .global("torch", type)
                .text(key)
                .text("cpu")
                .number(elements)
                .op(Opcodes.TUPLE)
                .op(Opcodes.BINPERSID);
    }

    /** A tensor of {@code elements} elements in storage {@code key}, seen by size and strides from an offset. */
    PickleWriter tensor(String type, String key, int elements, int offset, int[] size, int[] strides) {
        return global("torch._utils", "_rebuild_tensor_v2")
                .op(Opcodes.MARK)
                .storage(type, key, elements)
                .number(offset)
                .numbers(size)
                .numbers(strides)
                .op(Opcodes.NEWFALSE)
                .orderedDict()
                .op(Opcodes.TUPLE)
                .op(Opcodes.REDUCE);
    }

    /** Ends the pickle and gives it. */
    byte[] stop() {
        return op(Opcodes.STOP).out.toByteArray();
    }

    static byte[] little(int bytes, long value) {
        byte[] eight = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return Arrays.copyOf(eight, bytes);
    }
}
