// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "h1.W, h1_W",
        "h[3].att.qkv.W, h_3_att_qkv_W",
        "class, class_",
        "_, __",
        "3d, _3d",
        "/model/layers.0/Mul, _model_layers_0_Mul",
        "#arena, arena"
    })
    void pathsBecomeIdentifiers(String path, String identifier) {
        assertThat(Names.identifier(path)).isEqualTo(identifier);
    }

    @Test
    void differentThingsGetDifferentNames() {
        var names = new Names();
        assertThat(names.of("a.b", "a.b")).isEqualTo("a_b");
        assertThat(names.of("a_b", "a_b")).isEqualTo("a_b_2");
        assertThat(names.of("a.b", "a.b")).isEqualTo("a_b");
    }

    @Test
    void methodsOfTheRuntimeGetAnUnderscore() {
        assertThat(new PublicNames().method("close", "")).isEqualTo("close_");
        assertThat(new PublicNames().method("save", "")).isEqualTo("save_");
    }

    @Test
    void namesThatMeetAreRefused() {
        var names = new PublicNames();
        names.method("h.W", "");
        assertThatThrownBy(() -> names.method("h_W", ""))
                .hasMessage("`h.W` and `h_W` both become the Java method h_W(): rename one of them");
    }
}
