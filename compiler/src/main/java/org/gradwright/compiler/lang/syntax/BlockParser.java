// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements between braces, and going on after a syntax error: each error costs its own statement only. */
final class BlockParser {
    private final TokenStream in;
    private final StatementParser statements;
    private final Recovery recovery;

    /** Whether a missing brace was reported at the end of the file: once is enough. */
    private boolean endReported;

    BlockParser(TokenStream in, StatementParser statements) {
        this.in = in;
        this.statements = statements;
        this.recovery = new Recovery(in);
    }

    /** A block of statements. */
    List<Statement> block() {
        List<Statement> body = new ArrayList<>();
        lines(() -> guarded(() -> body.add(statements.statement())).ifPresent(body::add));
        return body;
    }

    /** What stands between braces, line by line; each call reads one line. */
    void lines(Runnable line) {
        Token brace = in.peek();
        in.enterBefore("{");
        in.skipLines();
        while (!in.at("}") && !atForeignItem()) {
            line.run();
            in.skipLines();
        }
        if (!in.skip("}")) {
            missingBrace(brace);
        }
        in.leave();
    }

    /** A block ends with the file, and before anything that only the top level has: its brace is missing then. */
    private boolean atForeignItem() {
        Token token = in.peek();
        return token.is(Token.Kind.END) || token.column() == 1 && Recovery.beginsItem(in, in.index());
    }

    private void missingBrace(Token brace) {
        boolean end = in.at(Token.Kind.END);
        if (!end || !endReported) {
            in.report(SyntaxMessages.openBracket(in.span(brace), "{", "}", 0));
        }
        endReported |= end;
    }

    /** Runs the parsing of one statement; of a faulty one, reports why and returns what it would have bound. */
    Optional<Statement.Broken> guarded(Runnable statement) {
        int start = in.index();
        int nesting = in.nesting();
        try {
            statement.run();
            return Optional.empty();
        } catch (SyntaxError error) {
            in.report(error.diagnostic());
            in.reset(nesting);
            return Optional.of(abandon(start));
        }
    }

    private Statement.Broken abandon(int start) {
        Token first = in.token(start);
        recovery.skipStatement(start);
        Statement.Broken broken = new Statement.Broken(recovery.namesBound(start, in.index()), in.span(first));
        skipBlocks(first);
        if (in.index() == start) {
            in.take();
        }
        return broken;
    }

    /** The block behind a faulty head is read all the same, for its own errors; what is in it is not kept. */
    private void skipBlocks(Token first) {
        boolean statementsInside = Recovery.opensStatements(first) && in.nesting() < Limits.NESTING;
        while (in.at("{")) {
            if (statementsInside) {
                block();
            } else {
                recovery.skipBraces();
            }
            recovery.skipLine();
        }
        if (in.at(Token.Kind.NEWLINE)) {
            in.take();
        }
    }
}
