// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.header;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Sources;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.syntax.SyntaxTree;

/** Brings in the defs and constants of included files, in the place of the include line. */
public final class Includes {
    private static final int FILES = 64;

    private final Diagnostics diagnostics;
    private final Optional<Path> root;
    private final Deque<Path> open = new ArrayDeque<>();
    private final Set<Path> done = new HashSet<>();

    /**
     * @param model the including file, if it is one
     * @param root the folder that nothing may leave; by default that of the model
     */
    public Includes(Optional<Path> model, Optional<Path> root, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.root = root.map(Includes::real).or(() -> model.map(Path::getParent));
        open.push(model.orElse(this.root.map(r -> r.resolve("model.graph")).orElse(Path.of("model.graph"))));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    /** The items of a file, with those of its includes. */
    public List<Item> expand(SyntaxTree tree) {
        List<Item> items = new ArrayList<>();
        for (Item item : tree.items()) {
            if (item instanceof Item.Include include) {
                items.addAll(included(include));
            } else {
                items.add(item);
            }
        }
        return items;
    }

    private List<Item> included(Item.Include include) {
        try {
            return read(include);
        } catch (Fault fault) {
            fault.diagnostic().ifPresent(diagnostics::add);
            return List.of();
        }
    }

    private List<Item> read(Item.Include include) {
        Path path = resolve(include);
        if (open.contains(path)) {
            throw Fault.of(
                    error("G0013", include, "includes go round in a circle").label("is being read already"));
        }
        if (!done.add(path)) {
            return List.of();
        }
        if (done.size() > FILES) {
            throw Fault.of(error("G0011", include, "a model includes at most " + FILES + " files")
                    .help("put several defs into one file"));
        }
        String name = root.orElseThrow().relativize(path).toString().replace('\\', '/');
        Optional<SourceFile> source = Sources.read(path, name, diagnostics);
        if (source.isEmpty()) {
            return List.of();
        }
        open.push(path);
        List<Item> items = expand(Parser.parse(source.get(), diagnostics));
        open.pop();
        return items.stream().filter(item -> isDefinition(item)).toList();
    }

    private boolean isDefinition(Item item) {
        boolean fits = item instanceof Definition || item instanceof Item.Constant || item instanceof Statement.Broken;
        if (!fits) {
            diagnostics.add(
                    Diagnostic.error("G0015", item.span(), "an include brings in defs and constants, nothing else")
                            .help("move this line to the model"));
        }
        return fits;
    }

    private Path resolve(Item.Include include) {
        String text = include.path();
        boolean plain = !text.isEmpty()
                && !text.contains("://")
                && !text.contains("\\")
                && text.indexOf('\0') < 0
                && !text.startsWith("/");
        if (root.isEmpty() || !plain) {
            throw Fault.of(root.isEmpty() ? noFolder(include) : notRelative(include));
        }
        Path here = open.peek().getParent();
        Path path = path(here, text, include);
        boolean climbs = !path.normalize().startsWith(root.get());
        if (climbs) {
            throw Fault.of(leaves(include));
        }
        if (!Files.isRegularFile(path)) {
            throw Fault.of(error("G0014", include, "there is no file `" + text + "`")
                    .help("it is looked for beside the file that includes it"));
        }
        Path resolved = real(path);
        if (!resolved.startsWith(root.get())) {
            throw Fault.of(leaves(include));
        }
        return resolved;
    }

    private static Path path(Path here, String text, Item.Include include) {
        try {
            return here.resolve(text);
        } catch (java.nio.file.InvalidPathException e) {
            throw Fault.of(notRelative(include));
        }
    }

    private static Diagnostic noFolder(Item.Include include) {
        return error("G0012", include, "a text without a folder can include nothing");
    }

    private static Diagnostic notRelative(Item.Include include) {
        return error("G0012", include, "an include is a path relative to this file")
                .help("copy it to src/main/graph and include it by its name");
    }

    private static Diagnostic leaves(Item.Include include) {
        String text = include.path();
        String name = text.substring(text.lastIndexOf('/') + 1);
        return error("G0012", include, "an include must stay inside the project")
                .label("leaves the project")
                .help("copy it to src/main/graph and include \"" + name + "\"");
    }

    private static Diagnostic error(String code, Item.Include include, String fact) {
        return Diagnostic.error(code, include.pathSpan(), fact);
    }
}
