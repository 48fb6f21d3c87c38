package io.apoptosis.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * An unpickler for tensors only. It knows the opcodes that PyTorch writes and no others, resolves names through
 * {@link TorchGlobals} and never through the library's own registry, and allocates nothing by a length it has not checked.
 */
final class TorchUnpickler extends Unpickler {
    /** Opcodes of fixed size, or at most 255 bytes long, that build numbers, short strings, tuples, lists and calls. */
    private static final Set<Short> PLAIN = Set.of(
            Opcodes.PROTO,
            Opcodes.FRAME,
            Opcodes.STOP,
            Opcodes.MARK,
            Opcodes.POP,
            Opcodes.POP_MARK,
            Opcodes.DUP,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.LONG1,
            Opcodes.BINFLOAT,
            Opcodes.SHORT_BINSTRING,
            Opcodes.SHORT_BINBYTES,
            Opcodes.SHORT_BINUNICODE,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.APPEND,
            Opcodes.APPENDS,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.MEMOIZE,
            Opcodes.BINPERSID,
            Opcodes.REDUCE);

    private static final int MAX_TEXT = 65_536;
    private static final int MAX_NAME = 256;

    private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

    /** Reads one pickle, up to and including its last byte. */
    Object next(InputStream from) {
        try {
            return load(from);
        } catch (MalformedFile refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            // The library has no exception of its own for most kinds of damage: wrong casts, empty stacks, bad indices.
            throw new MalformedFile("the checkpoint's pickle is damaged or truncated (" + damaged + ")", damaged);
        }
    }

    /** The storages that the pickles read so far refer to, by key. */
    Map<String, TorchStorage> storages() {
        return storages;
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> stack.add(TorchGlobals.named(line(), line()));
            case Opcodes.STACK_GLOBAL -> stackGlobal();
            case Opcodes.BINUNICODE -> stack.add(text());
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.SETITEM -> setItem();
            case Opcodes.SETITEMS -> setItems();
            case Opcodes.BUILD -> build();
            default -> {
                if (!PLAIN.contains(opcode)) {
                    throw new MalformedFile("the checkpoint's pickle has the instruction " + opcode
                            + ", which a state dict does not need; it is damaged, or not a state dict");
                }
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    @Override
    protected Object persistentLoad(Object reference) {
        TorchStorage storage = TorchStorage.of(reference);
        TorchStorage known = storages.putIfAbsent(storage.key(), storage);
        if (known != null && !known.equals(storage)) {
            throw new MalformedFile(
                    "storage " + storage.key() + " is described in two ways; the checkpoint is damaged");
        }
        return storage;
    }

    /** Sets an entry; keys are text or numbers, so that hashing them ends. */
    static void put(Map<Object, Object> dictionary, Object key, Object value) {
        if (!(key instanceof String) && !(key instanceof Number)) {
            throw new MalformedFile("a dictionary of the checkpoint has a key that is neither text nor a number");
        }
        dictionary.put(key, value);
    }

    private void stackGlobal() {
        String name = (String) stack.pop();
        stack.add(TorchGlobals.named((String) stack.pop(), name));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0 || line.length() == MAX_NAME) {
                throw new MalformedFile("the checkpoint's pickle has a name that does not end");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private String text() throws IOException {
        long length = PickleUtils.bytes_to_uint(PickleUtils.readbytes(input, 4), 0);
        if (length > MAX_TEXT) {
            throw new MalformedFile(
                    "the checkpoint's pickle has a text of " + length + " bytes; the limit is " + MAX_TEXT);
        }
        return new String(PickleUtils.readbytes(input, (int) length), StandardCharsets.UTF_8);
    }

    private void setItem() {
        Object value = stack.pop();
        Object key = stack.pop();
        put(dictionary(), key, value);
    }

    private void setItems() {
        List<Object> items = stack.pop_all_since_marker();
        for (int i = 0; i < items.size(); i += 2) {
            put(dictionary(), items.get(i), items.get(i + 1));
        }
    }

    /** Attributes of a dictionary ({@code _metadata}) or of an ignored value: nothing that tensors need. */
    private void build() {
        stack.pop();
        if (stack.peek() != TorchGlobals.IGNORED) {
            dictionary();
        }
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Object> dictionary() {
        return (Map<Object, Object>) stack.peek();
    }
}
