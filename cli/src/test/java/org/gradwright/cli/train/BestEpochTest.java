// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.gradwright.cli.CommandException;
import org.junit.jupiter.api.Test;

class BestEpochTest {
    private static EpochResult epoch(int number, double loss, double accuracy) {
        return new EpochResult(number, 0, Map.of(), Map.of("loss", loss, "accuracy", accuracy), Map.of(), 0);
    }

    private static BestEpoch after(String watch, int patience, double... losses) {
        var best = new BestEpoch(Optional.of(Watch.parse(watch)), patience);
        for (int i = 0; i < losses.length; i++) {
            best.epoch(epoch(i + 1, losses[i], 1 - losses[i]));
        }
        return best;
    }

    private static int best(BestEpoch best) {
        return best.get().orElseThrow().number();
    }

    @Test
    void theFirstOfEqualsIsTheBest() {
        assertThat(best(after("loss", 0, 0.5, 0.3, 0.3, 0.4))).isEqualTo(2);
        assertThat(best(after("accuracy", 0, 0.5, 0.3, 0.3, 0.4))).isEqualTo(2);
        assertThat(best(after("max:loss", 0, 0.2, 0.3, 0.3))).isEqualTo(2);
    }

    @Test
    void patienceCountsEpochsThatAreNoBetter() {
        assertThat(after("loss", 2, 0.5, 0.3, 0.4).isLongAgo()).isFalse();
        assertThat(after("loss", 2, 0.5, 0.3, 0.4, 0.3).isLongAgo()).isTrue();
        assertThat(after("loss", 0, 0.1, 0.3, 0.4, 0.3).isLongAgo()).isFalse();
        assertThat(after("loss", 2, 0.5, 0.3).isLast()).isTrue();
        assertThat(after("loss", 2, 0.5, 0.5).isLast()).isFalse();
    }

    @Test
    void whatIsNoNumberIsNeverBest() {
        assertThat(best(after("loss", 0, Double.NaN, 0.9, Double.NaN))).isEqualTo(2);
    }

    @Test
    void namesWhatIsNotReportedAndWhatHasNoDirection() {
        assertThatThrownBy(() -> after("f1", 0, 0.5, 0.4))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("the test does not report `f1`; it reports ")
                .hasMessageContaining("--watch");
        assertThatThrownBy(() -> Watch.parse("score"))
                .isInstanceOf(CommandException.class)
                .hasMessage("--watch score: is more of it better? write max:score or min:score");
    }
}
