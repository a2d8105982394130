// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeCommandTest {
    private static String of(String... arguments) {
        return ResumeCommand.of(List.of(arguments), Path.of("c.safetensors"));
    }

    @Test
    void repeatsTheCommandFromTheCheckpoint() {
        assertThat(of("train", "m.graph", "--epochs", "3"))
                .isEqualTo("gradwright train m.graph --epochs 3 --resume c.safetensors");
    }

    @Test
    void replacesWhereItBegan() {
        assertThat(of("train", "--resume", "old", "m.graph", "--weights=w", "--load", "l"))
                .isEqualTo("gradwright train m.graph --resume c.safetensors");
    }

    @Test
    void quotesForTheShell() {
        assertThat(of("train", "my model.graph", "--const", "name=it's"))
                .isEqualTo("gradwright train 'my model.graph' --const 'name=it'\\''s' --resume c.safetensors");
    }
}
