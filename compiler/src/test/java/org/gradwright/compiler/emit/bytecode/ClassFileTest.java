// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassFileTest {
    @Test
    void isWrittenOnceWhenItIsNeeded() {
        var written = new AtomicInteger();
        var file = new ClassFile(
                "digits.Mnist",
                () -> new ClassFile.Content(new byte[] {(byte) written.incrementAndGet()}, Map.of("step", 7)));
        assertThat(file.name()).isEqualTo("digits.Mnist");
        assertThat(written).hasValue(0);
        IntStream.range(0, 64).parallel().forEach(i -> assertThat(file.bytes()).containsExactly(1));
        assertThat(file.largestMethod()).isEqualTo(7);
        assertThat(written).hasValue(1);
    }
}
