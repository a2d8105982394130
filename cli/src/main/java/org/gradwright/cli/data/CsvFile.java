// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.gradwright.runtime.data.DataException;

/** Walks over the fields of a CSV file. */
final class CsvFile {
    private final Path path;

    CsvFile(Path path) {
        this.path = path;
    }

    /** What is done with each selected field, line by line. */
    interface Visitor {
        void field(CsvField field);
    }

    private interface Reading<T> {
        T from(Iterator<CsvRecord> records);
    }

    /** The fields of the first line. */
    List<String> header() {
        return read(this::header);
    }

    private List<String> header(Iterator<CsvRecord> records) {
        if (!records.hasNext()) {
            throw fault("is empty; its first line must name the columns");
        }
        return records.next().getFields().stream().map(String::strip).toList();
    }

    /** Visits these positions of every line after the header. */
    void visit(List<String> header, List<Integer> positions, Visitor visitor) {
        read(records -> {
            header(records);
            if (!records.hasNext()) {
                throw fault("has a header, but no examples");
            }
            records.forEachRemaining(line -> {
                checkWidth(line, header.size());
                positions.forEach(position -> visitor.field(new CsvField(
                        path, line.getStartingLineNumber(), header.get(position), line.getField(position))));
            });
            return null;
        });
    }

    private void checkWidth(CsvRecord line, int width) {
        if (line.getFieldCount() != width) {
            throw new DataException(path + ":" + line.getStartingLineNumber() + ": the number of fields is "
                    + line.getFieldCount() + ", but the header names " + width
                    + "; put fields with commas or line breaks in quotes");
        }
    }

    private <T> T read(Reading<T> reading) {
        if (Files.isDirectory(path)) {
            throw fault("is a directory; name a file in it");
        }
        try (CsvReader<CsvRecord> reader = reader()) {
            return reading.from(reader.iterator());
        } catch (CsvParseException e) {
            throw new DataException(path + ": is not valid CSV: " + oneLine(rootMessage(e)), e);
        } catch (NoSuchFileException e) {
            throw new DataException(
                    path + ": no such file; check the path, it is relative to the current directory", e);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(path + ": cannot be read (" + oneLine(e.getMessage()) + ")", e);
        } catch (OutOfMemoryError e) {
            throw new DataException(path + ": needs more memory than Java may use; raise the limit with -Xmx", e);
        }
    }

    private CsvReader<CsvRecord> reader() throws IOException {
        return CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(path);
    }

    private static String rootMessage(Throwable thrown) {
        return thrown.getCause() == null
                ? thrown.getMessage()
                : thrown.getMessage() + " " + rootMessage(thrown.getCause());
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("\\s*\\R\\s*", " ");
    }

    /** The exception that says this of the file. */
    DataException fault(String fact) {
        return new DataException(path + ": " + fact);
    }
}
