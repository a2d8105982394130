// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.runtime.TrainingStep;

/** Compiles generated source in memory. */
final class SourceCompiler {
    private SourceCompiler() {}

    /** The class of the generated source. @throws IllegalStateException when it does not compile, with javac's messages */
    static LoadedStep load(Compilation compilation) {
        String name = compilation.step().name();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = new InMemory(compiler.getStandardFileManager(null, null, null))) {
            var options = List.of("-classpath", System.getProperty("java.class.path"), "-proc:none");
            var source = new Source(name, compilation.source());
            if (!compiler.getTask(messages, files, null, options, null, List.of(source))
                    .call()) {
                throw new IllegalStateException(messages + "\n" + compilation.source());
            }
            return LoadedStep.of(new Loader(files.classes).loadClass(name));
        } catch (java.io.IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class ClassBytes extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ClassBytes(String name) {
            super(URI.create("memory:///" + name + ".class"), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ClassBytes> classes = new ConcurrentHashMap<>();

        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return classes.computeIfAbsent(name, ClassBytes::new);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, ClassBytes> classes;

        Loader(Map<String, ClassBytes> classes) {
            super(TrainingStep.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!classes.containsKey(name)) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = classes.get(name).bytes.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
