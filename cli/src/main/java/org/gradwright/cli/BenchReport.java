// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.cli.bench.KernelTime;
import org.gradwright.cli.bench.Machine;
import org.gradwright.cli.bench.StepBench.Result;

/** What {@code bench} prints. */
record BenchReport(String graph, Path file, Machine machine, Map<String, Integer> sizes, long seed, Result result) {
    /** For people: the slowest kernel first. */
    String text() {
        return String.join("\n", machineText(), stepText(), "", table().toString());
    }

    private String machineText() {
        return text(
                "machine: %s; %.1f GFLOP/s of fused multiply-adds, %s; JDK %s",
                machine.lanes() > 1 ? "vectors of " + machine.lanes() + " floats" : "no vectors",
                machine.flops() / 1e9,
                machine.bandwidths().entrySet().stream()
                        .map(b -> text("%.0f GB/s in %s", b.getValue() / 1e9, bytes(b.getKey())))
                        .collect(Collectors.joining(", ")),
                Runtime.version().feature());
    }

    private static String bytes(long bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }

    private String stepText() {
        String at = sizes.entrySet().stream()
                .map(s -> s.getKey() + " = " + s.getValue() + ", ")
                .collect(Collectors.joining());
        return text(
                "%s.%s: %s us a step (%s to %s), %,.0f a second; %s%d kernels, seed %d",
                graph,
                result.program(),
                micros(result.medianNanos()),
                micros(result.tenthNanos()),
                micros(result.ninetiethNanos()),
                1e9 / result.medianNanos(),
                at,
                result.kernels().size(),
                seed);
    }

    private TextTable table() {
        var table = new TextTable(
                "kernel", "line", "form", "us", "share", "GFLOP/s", "GB/s", "of peak", "which is bound by");
        double all = result.kernels().stream().mapToDouble(KernelTime::nanos).sum();
        List<KernelTime> slowestFirst = result.kernels().stream()
                .sorted(Comparator.comparing(KernelTime::nanos).reversed())
                .toList();
        for (KernelTime kernel : slowestFirst) {
            table.add(
                    kernel.name(),
                    kernel.line() == 0 ? "" : file.getFileName() + ":" + kernel.line(),
                    kernel.vectors() ? "vectors" : "plain",
                    micros(kernel.nanos()),
                    text("%.1f %%", 100 * kernel.nanos() / all),
                    text("%.1f", kernel.gigaflops()),
                    text("%.1f", kernel.gigabytes()),
                    text("%.0f %%", 100 * kernel.fractionOfPeak()),
                    kernel.isBoundByArithmetic() ? "arithmetic" : "memory");
        }
        return table;
    }

    private static String micros(double nanos) {
        double micros = nanos / 1e3;
        return text(micros < 1 ? "%.3f" : micros < 100 ? "%.2f" : "%,.0f", micros);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** For programs: the kernels in the order in which they run. */
    JsonObject json() {
        var sizesObject = new JsonObject();
        sizes.forEach((name, size) -> sizesObject.put(name, size.longValue()));
        return new JsonObject()
                .put("graph", graph)
                .put("program", result.program())
                .put("sizes", sizesObject)
                .put("seed", seed)
                .put("lanes", machine.lanes())
                .put("peak_gflops", machine.flops() / 1e9)
                .put(
                        "bandwidths",
                        machine.bandwidths().entrySet().stream()
                                .map(b -> new JsonObject()
                                        .put("bytes", b.getKey())
                                        .put("gb_per_second", b.getValue() / 1e9))
                                .toList())
                .put("step_us", result.medianNanos() / 1e3)
                .put("step_us_p10", result.tenthNanos() / 1e3)
                .put("step_us_p90", result.ninetiethNanos() / 1e3)
                .put("kernels", result.kernels().stream().map(BenchReport::json).toList());
    }

    private static JsonObject json(KernelTime kernel) {
        return new JsonObject()
                .put("name", kernel.name())
                .put("line", kernel.line())
                .put("form", kernel.vectors() ? "vectors" : "plain")
                .put("us", kernel.nanos() / 1e3)
                .put("operations", kernel.work().operations())
                .put("bytes", kernel.work().bytes())
                .put("of_peak", kernel.fractionOfPeak())
                .put("bound_by", kernel.isBoundByArithmetic() ? "arithmetic" : "memory");
    }
}
