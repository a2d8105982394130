// SPDX-License-Identifier: Apache-2.0
package org.example.service;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FlowerController {
    /** @param x four measurements a flower */
    record Flowers(float[] x, int[] species) {}

    record Guess(float[] p) {}

    record Lesson(long steps) {}

    record Refusal(String reason) {}

    private final Guesser guesser;

    FlowerController(Guesser guesser) {
        this.guesser = guesser;
    }

    @PostMapping("/guess")
    Guess guess(@RequestBody Flowers flowers) {
        return new Guess(guesser.guess(flowers.x()));
    }

    @PostMapping("/learn")
    Lesson learn(@RequestBody Flowers flowers) {
        return new Lesson(guesser.learn(flowers.x(), flowers.species()));
    }

    /** The network says what is wrong with its input. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Refusal refuse(IllegalArgumentException e) {
        return new Refusal(e.getMessage());
    }
}
