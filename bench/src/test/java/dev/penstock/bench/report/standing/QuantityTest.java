package dev.penstock.bench.report.standing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class QuantityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | ns | 0 ms",
                "999 | ns | 999 ns",
                "999.9 | ns | 1 µs",
                "1234 | ns | 1.23 µs",
                "999999 | ns | 1 ms",
                "2500000 | ns | 2.5 ms",
                "61000000000 | ns | 61 s",
                "1500 | ms | 1.5 s",
                "0.25 | s | 250 ms",
                "0 | B | 0 B",
                "1000 | B | 0.977 KiB",
                "33554432 | B | 32 MiB",
                "2147483648 | B | 2 GiB",
                "1048576 | B/s | 1 MiB/s",
                "104213.7 | messages/s | 104,000 messages/s",
                "0.1234 | messages/s | 0.123 messages/s",
                "12345 | '' | 12,345",
                "12345 | connections | 12,345 connections",
                "12345.6 | '' | 12,300",
                "99.997 | % | 99.99 %",
                "100 | % | 100 %",
                "12.34 | % | 12.3 %",
                "-2500000 | ns | -2.5 ms",
                "1e300 | '' | 1E+300"
            })
    void shouldWriteThreeDigitsInAUnitOfTheirSize(double value, String unit, String text) {
        assertThat(Quantity.format(value, unit).replace('\u00a0', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1200 | 1100 | 1300 | ns | 1.1 to 1.3",
                "1200 | 900 | 1300 | ns | 900 ns to 1.3 µs",
                "900 | 800 | 1300 | ns | 800 ns to 1.3 µs",
                "1200 | 1200 | 1201 | ns | ''",
                "5 | 4 | 6 | '' | 4 to 6",
                "104000 | 101000 | 106000 | messages/s | 101,000 to 106,000"
            })
    void shouldNotRepeatTheUnitBesideAMedian(double median, double min, double max, String unit, String text) {
        assertThat(Quantity.beside(median, min, max, unit).replace('\u00a0', ' '))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"40000 | messages/s | 40 k", "2500000 | '' | 2.5 M", "20 | % | 20", "20000000 | ns | 20 ms"})
    void shouldBeShortBesideAnAxis(double value, String unit, String text) {
        assertThat(Quantity.tick(value, unit).replace('\u00a0', ' ')).isEqualTo(text);
    }
}
