// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The messages of {@code tensorflow.Event} that scalars need, encoded by protobuf's own stream. The numbers are those of the fields in
 * event.proto and summary.proto.
 */
final class Event {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;
    private static final int SESSION_STATUS = 1;
    private static final int SESSION_START = 1;

    private final double time;
    private final long step;

    /** @param time in seconds since 1970 */
    Event(double time, long step) {
        this.time = time;
        this.step = step;
    }

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    /** What every file begins with. */
    byte[] version() {
        return event(out -> out.writeString(FILE_VERSION, "brain.Event:2"));
    }

    /** From here on a training begins, or goes on: what was reported of later steps is void. */
    byte[] start() {
        return event(
                out -> out.writeByteArray(SESSION_LOG, message(log -> log.writeEnum(SESSION_STATUS, SESSION_START))));
    }

    /** Numbers of this step by their tags. */
    byte[] scalars(Map<String, Double> values) {
        return event(out -> out.writeByteArray(SUMMARY, message(summary -> {
            for (Map.Entry<String, Double> value : values.entrySet()) {
                summary.writeByteArray(SUMMARY_VALUE, value(value.getKey(), value.getValue()));
            }
        })));
    }

    private static byte[] value(String tag, double value) {
        return message(out -> {
            out.writeString(VALUE_TAG, tag);
            out.writeFloat(VALUE_SIMPLE, (float) value);
        });
    }

    private byte[] event(Body what) {
        return message(out -> {
            out.writeDouble(WALL_TIME, time);
            out.writeInt64(STEP, step);
            what.write(out);
        });
    }

    private static byte[] message(Body body) {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            body.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
