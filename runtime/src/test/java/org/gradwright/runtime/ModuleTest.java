// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import org.gradwright.runtime.data.DataException;
import org.junit.jupiter.api.Test;

class ModuleTest {
    @Test
    void needsNothingButTheJdkBase() throws IOException {
        try (InputStream descriptor = DataException.class.getResourceAsStream("/module-info.class")) {
            assertThat(ModuleDescriptor.read(descriptor).requires())
                    .filteredOn(r -> !r.modifiers().contains(Requires.Modifier.STATIC))
                    .extracting(Requires::name)
                    .containsExactly("java.base");
        }
    }
}
