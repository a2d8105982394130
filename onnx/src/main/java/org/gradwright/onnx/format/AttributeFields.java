// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The fields of an attribute while it is read. */
final class AttributeFields {
    private final List<Float> reals = new ArrayList<>();
    private final List<Long> wholes = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private String name = "";
    private String reference = "";
    private int kind;
    private Attribute single;

    boolean read(OnnxReader message, CodedInputStream in, int number) throws IOException {
        switch (number) {
            case 1 -> name = in.readString();
            case 2 -> single = new Attribute.Real(in.readFloat());
            case 3 -> single = new Attribute.Whole(in.readInt64());
            case 4 -> single = new Attribute.Text(in.readBytes().toStringUtf8());
            case 5 -> single = new Attribute.Value(message.nestedTensor());
            case 6 -> single = new Attribute.Body(message.nestedGraph());
            case 7 -> message.repeated(5, f -> reals.add(f.readFloat()));
            case 8 -> message.repeated(0, f -> wholes.add(f.readInt64()));
            case 9 -> texts.add(in.readBytes().toStringUtf8());
            case 20 -> kind = in.readInt32();
            case 21 -> reference = in.readString();
            default -> {
                return false;
            }
        }
        return true;
    }

    String name() {
        return name;
    }

    /** A zero is not written, so that the kind alone says what is there; files of the first versions have no kind. */
    Attribute finish() {
        if (!reference.isEmpty()) {
            return new Attribute.Reference(reference);
        }
        if (kind == 6 || kind == 0 && !reals.isEmpty()) {
            return new Attribute.Reals(reals);
        }
        if (kind == 7 || kind == 0 && !wholes.isEmpty()) {
            return new Attribute.Wholes(wholes);
        }
        if (kind == 8 || kind == 0 && !texts.isEmpty()) {
            return new Attribute.Texts(texts);
        }
        if (single != null) {
            return single;
        }
        return switch (kind) {
            case 1 -> new Attribute.Real(0);
            case 2 -> new Attribute.Whole(0);
            case 3 -> new Attribute.Text("");
            default -> new Attribute.Other();
        };
    }
}
