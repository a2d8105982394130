// SPDX-License-Identifier: Apache-2.0
package org.example.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

/** Many requests at once, over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApplicationTest {
    private static final int REQUESTS = 400;
    private static final String SETOSA = "5.1, 3.5, 1.4, 0.2";
    private static final String VIRGINICA = "6.3, 3.3, 6.0, 2.5";

    private final HttpClient client = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    private HttpRequest request(String path, String json) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private CompletableFuture<HttpResponse<String>> send(String path, String json) {
        return client.sendAsync(request(path, json), HttpResponse.BodyHandlers.ofString());
    }

    private double setosa(String flower) throws IOException, InterruptedException {
        String answer = client.send(
                        request("/guess", "{\"x\": [" + flower + "]}"), HttpResponse.BodyHandlers.ofString())
                .body();
        return Double.parseDouble(answer.replaceAll("\\{\"p\":\\[([^,]*),.*", "$1"));
    }

    @Test
    void itGuessesWhileItLearns() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, REQUESTS)
                .mapToObj(i -> i % 2 == 0
                        ? send("/guess", "{\"x\": [" + SETOSA + ", " + VIRGINICA + "]}")
                        : send("/learn", "{\"x\": [" + SETOSA + ", " + VIRGINICA + "], \"species\": [0, 2]}"))
                .toList();
        assertThat(all).allMatch(answer -> answer.join().statusCode() == 200);
        String lesson = send("/learn", "{\"x\": [" + SETOSA + "], \"species\": [0]}")
                .join()
                .body();
        assertThat(lesson).isEqualTo("{\"steps\":" + (REQUESTS / 2 + 1) + "}");
        assertThat(setosa(SETOSA)).isGreaterThan(0.9);
        assertThat(setosa(VIRGINICA)).isLessThan(0.1);
    }

    @Test
    void badInputIsTheCallersFault() {
        HttpResponse<String> answer = send("/guess", "{\"x\": [1, 2, 3]}").join();
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("real[batch, 4]");
    }
}
