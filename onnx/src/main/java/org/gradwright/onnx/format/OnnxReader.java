// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads models and tensors as {@code onnx.proto3} lays them out; fields that no importer needs are passed over. Every
 * method throws {@link OnnxException} for bytes that are damaged.
 */
public final class OnnxReader {
    private static final int DEEPEST = 32;

    private final CodedInputStream in;
    private final int depth;
    private final ExternalData files;

    private OnnxReader(CodedInputStream in, int depth, ExternalData files) {
        this.in = in;
        this.depth = depth;
        this.files = files;
    }

    /** A message's fields: reads the field of a number. */
    private interface Field {
        /** Whether the field was read; if not, it is passed over. */
        boolean read(OnnxReader in, int number) throws IOException;
    }

    /** A model of a file; data of its tensors may lie in files beside it. @throws IOException when it cannot be read */
    public static OnnxModel read(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return decode("model", Files.readAllBytes(file), OnnxReader::model, new ExternalData(folder));
    }

    /** A model that has all its data in itself. */
    public static OnnxModel model(byte[] bytes) {
        return decode("model", bytes, OnnxReader::model, ExternalData.NONE);
    }

    /** A tensor. */
    public static OnnxTensor tensor(byte[] bytes) {
        return decode("tensor", bytes, OnnxReader::tensor, ExternalData.NONE);
    }

    private interface Message<T> {
        T read(OnnxReader in) throws IOException;
    }

    private static <T> T decode(String what, byte[] bytes, Message<T> message, ExternalData files) {
        try {
            return message.read(new OnnxReader(CodedInputStream.newInstance(bytes), 0, files));
        } catch (IOException e) {
            throw new OnnxException(
                    "no ONNX " + what + ": the file is damaged or of another kind (" + e.getMessage() + ")", e);
        }
    }

    private OnnxModel model() throws IOException {
        var opsets = new HashMap<String, Long>();
        var graph = new ArrayList<OnnxGraph>();
        var functions = new ArrayList<OnnxFunction>();
        long[] version = new long[1];
        fields((f, number) -> switch (number) {
            case 1 -> set(version, f.in.readInt64());
            case 7 -> graph.add(f.message(OnnxReader::graph));
            case 8 -> f.message(m -> m.opset(opsets));
            case 25 -> functions.add(f.message(OnnxReader::function));
            default -> false;
        });
        if (graph.size() != 1) {
            throw new OnnxException(
                    "no ONNX model: the file holds " + (graph.isEmpty() ? "no graph" : "several graphs"));
        }
        return new OnnxModel(version[0], opsets, graph.get(0), functions);
    }

    private boolean opset(Map<String, Long> opsets) throws IOException {
        String[] domain = {""};
        long[] version = {1};
        fields((f, number) -> switch (number) {
            case 1 -> set(domain, f.in.readString());
            case 2 -> set(version, f.in.readInt64());
            default -> false;
        });
        opsets.put(domain[0].equals("ai.onnx") ? "" : domain[0], version[0]);
        return true;
    }

    private OnnxGraph graph() throws IOException {
        var nodes = new ArrayList<OnnxNode>();
        var initializers = new ArrayList<OnnxTensor>();
        var inputs = new ArrayList<ValueInfo>();
        var outputs = new ArrayList<ValueInfo>();
        String[] name = {""};
        fields((f, number) -> switch (number) {
            case 1 -> nodes.add(f.message(OnnxReader::node));
            case 2 -> set(name, f.in.readString());
            case 5 -> initializers.add(f.message(OnnxReader::tensor));
            case 11 -> inputs.add(f.message(OnnxReader::valueInfo));
            case 12 -> outputs.add(f.message(OnnxReader::valueInfo));
            case 15 -> throw new OnnxException("sparse initializers are not supported");
            default -> false;
        });
        return new OnnxGraph(name[0], nodes, initializers, inputs, outputs);
    }

    private OnnxNode node() throws IOException {
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var attributes = new LinkedHashMap<String, Attribute>();
        String[] texts = {"", "", ""};
        fields((f, number) -> switch (number) {
            case 1 -> inputs.add(f.in.readString());
            case 2 -> outputs.add(f.in.readString());
            case 3, 4 -> set(texts, number - 3, f.in.readString());
            case 5 -> f.attribute(attributes);
            case 7 -> set(texts, 2, f.in.readString());
            default -> false;
        });
        String domain = texts[2].equals("ai.onnx") ? "" : texts[2];
        return new OnnxNode(texts[0], texts[1], domain, inputs, outputs, attributes);
    }

    private boolean attribute(Map<String, Attribute> attributes) throws IOException {
        return message(m -> {
            var attribute = new AttributeFields();
            m.fields((f, number) -> attribute.read(f, f.in, number));
            attributes.put(attribute.name(), attribute.finish());
            return true;
        });
    }

    private OnnxFunction function() throws IOException {
        String[] texts = {"", ""};
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var nodes = new ArrayList<OnnxNode>();
        var opsets = new HashMap<String, Long>();
        var defaults = new LinkedHashMap<String, Attribute>();
        fields((f, number) -> switch (number) {
            case 1 -> set(texts, 0, f.in.readString());
            case 4 -> inputs.add(f.in.readString());
            case 5 -> outputs.add(f.in.readString());
            case 7 -> nodes.add(f.message(OnnxReader::node));
            case 9 -> f.message(m -> m.opset(opsets));
            case 10 -> set(texts, 1, f.in.readString());
            case 11 -> f.attribute(defaults);
            default -> false;
        });
        return new OnnxFunction(texts[1], texts[0], inputs, outputs, defaults, nodes, opsets);
    }

    OnnxTensor nestedTensor() throws IOException {
        return message(OnnxReader::tensor);
    }

    OnnxGraph nestedGraph() throws IOException {
        return message(OnnxReader::graph);
    }

    private OnnxTensor tensor() throws IOException {
        var tensor = new TensorFields();
        fields((f, number) -> tensor.read(f, f.in, number));
        return tensor.finish(files);
    }

    /** One more entry of a table of texts. */
    boolean entry(Map<String, String> entries) throws IOException {
        return message(m -> m.texts(entries));
    }

    private boolean texts(Map<String, String> entries) throws IOException {
        String[] texts = {"", ""};
        fields((f, number) -> number <= 2 && set(texts, number - 1, f.in.readString()));
        entries.put(texts[0], texts[1]);
        return true;
    }

    private ValueInfo valueInfo() throws IOException {
        String[] name = {""};
        var type = new ArrayList<ValueInfo>();
        fields((f, number) -> switch (number) {
            case 1 -> set(name, f.in.readString());
            case 2 -> f.message(m -> m.type(type));
            default -> false;
        });
        return type.isEmpty()
                ? new ValueInfo(name[0], ElementType.UNDEFINED, Optional.empty())
                : new ValueInfo(name[0], type.get(0).type(), type.get(0).dims());
    }

    private boolean type(List<ValueInfo> type) throws IOException {
        fields((f, number) -> number == 1 && f.message(m -> m.tensorType(type)));
        return true;
    }

    private boolean tensorType(List<ValueInfo> type) throws IOException {
        long[] element = {0};
        var dims = new ArrayList<ValueInfo.Dimension>();
        boolean[] ranked = {false};
        fields((f, number) -> switch (number) {
            case 1 -> set(element, f.in.readInt32());
            case 2 -> ranked[0] = f.message(m -> m.shape(dims));
            default -> false;
        });
        type.add(new ValueInfo("", ElementType.of(element[0]), ranked[0] ? Optional.of(dims) : Optional.empty()));
        return true;
    }

    private boolean shape(List<ValueInfo.Dimension> dims) throws IOException {
        fields((f, number) -> number == 1 && dims.add(f.message(OnnxReader::dimension)));
        return true;
    }

    private ValueInfo.Dimension dimension() throws IOException {
        long[] size = {-1};
        String[] name = {""};
        fields((f, number) -> switch (number) {
            case 1 -> set(size, f.in.readInt64());
            case 2 -> set(name, f.in.readString());
            default -> false;
        });
        return new ValueInfo.Dimension(size[0], name[0]);
    }

    private void fields(Field field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            last = tag;
            if (!field.read(this, tag >>> 3) && !in.skipField(tag)) {
                return;
            }
        }
    }

    private int last;

    /** The message that a field holds. */
    private <T> T message(Message<T> message) throws IOException {
        if (depth == DEEPEST) {
            throw new OnnxException("no ONNX model: messages lie more than " + DEEPEST + " deep");
        }
        int limit = in.pushLimit(in.readRawVarint32());
        T result = message.read(new OnnxReader(in, depth + 1, files));
        in.checkLastTagWas(0);
        in.popLimit(limit);
        return result;
    }

    /** One element, of which there may be many. */
    interface Entry {
        void read(CodedInputStream in) throws IOException;
    }

    /** One element, or many in a packed field. */
    boolean repeated(int wireType, Entry entry) throws IOException {
        if ((last & 7) == wireType) {
            entry.read(in);
            return true;
        }
        int limit = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            entry.read(in);
        }
        in.popLimit(limit);
        return true;
    }

    private static boolean set(long[] place, long value) {
        place[0] = value;
        return true;
    }

    private static boolean set(String[] place, String value) {
        return set(place, 0, value);
    }

    private static boolean set(String[] place, int index, String value) {
        place[index] = value;
        return true;
    }
}
