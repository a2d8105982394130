// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.nio.file.Path;
import javax.lang.model.SourceVersion;

/**
 * A graph of the project.
 *
 * @param folder where graphs lie
 * @param name its path below that folder, with slashes: {@code org/example/iris.graph}
 */
record GraphFile(Path folder, String name) {
    static GraphFile of(Path folder, String path) {
        return new GraphFile(folder, path.replace('\\', '/'));
    }

    Path path() {
        return folder.resolve(name);
    }

    /**
     * The package that its folder names, {@code org.example}; empty at the top.
     *
     * @throws IllegalArgumentException when a folder's name cannot be part of a package's
     */
    String packageName() {
        int end = name.lastIndexOf('/');
        String packageName = end < 0 ? "" : name.substring(0, end).replace('/', '.');
        if (end >= 0 && !SourceVersion.isName(packageName)) {
            throw new IllegalArgumentException("the folder " + name.substring(0, end)
                    + " names the package of the class, and `" + packageName
                    + "` is no Java package: rename the folder");
        }
        return packageName;
    }
}
