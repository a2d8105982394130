// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.Charset;

/**
 * What the {@code gradwright} script starts. While the JVM boots, the script keeps standard error closed, because the
 * JVM warns there that the Vector API is incubating and has no flag against it; the true one waits at descriptor 3.
 */
public final class Launcher {
    private static final int STANDARD_ERROR = 3;

    private Launcher() {}

    /** Gives standard error back, then runs the command line. */
    public static void main(String[] args) throws ReflectiveOperationException {
        System.setErr(standardError());
        Main.main(args);
    }

    /** Not a new file on {@code /dev/fd/3}: that would have a position of its own and overwrite what others write. */
    private static PrintStream standardError() throws ReflectiveOperationException {
        Constructor<FileDescriptor> descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
        descriptor.setAccessible(true);
        FileOutputStream file = new FileOutputStream(descriptor.newInstance(STANDARD_ERROR));
        return new PrintStream(file, true, Charset.forName(System.getProperty("native.encoding")));
    }
}
