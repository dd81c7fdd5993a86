/* Each indicator as the plainest loop over columns that a C programmer writes: no checks, one purpose. Compiled with -O2 -ffp-contract=off. */
#include <math.h>

static double larger(double a, double b) { return a > b ? a : b; }

void sma(const double *c, int n, int p, double *out) {
    double sum = 0;
    for (int i = 0; i < p - 1; i++) sum += c[i];
    for (int i = p - 1; i < n; i++) {
        sum += c[i];
        out[i] = sum / p;
        sum -= c[i - p + 1];
    }
}

void ema(const double *c, int n, int p, double *out) {
    double e = 0, k = 2.0 / (p + 1);
    for (int i = 0; i < p; i++) e += c[i];
    e /= p;
    out[p - 1] = e;
    for (int i = p; i < n; i++) out[i] = e += k * (c[i] - e);
}

void rsi(const double *c, int n, int p, double *out) {
    double g = 0, l = 0, k = 1.0 / p;
    for (int i = 1; i <= p; i++) {
        double d = c[i] - c[i - 1];
        g += larger(d, 0);
        l += larger(-d, 0);
    }
    g /= p;
    l /= p;
    for (int i = p + 1; i < n; i++) {
        double d = c[i] - c[i - 1];
        g = g * (1 - k) + larger(d, 0) * k;
        l = l * (1 - k) + larger(-d, 0) * k;
        out[i] = 100 * (g / (g + l));
    }
}

void atr(const double *h, const double *l, const double *c, int n, int p, double *out) {
    double a = 0, k = 1.0 / p;
    for (int i = 1; i < n; i++) {
        double range = larger(h[i] - l[i], larger(fabs(h[i] - c[i - 1]), fabs(l[i] - c[i - 1])));
        if (i <= p) { a += range / p; if (i == p) out[i] = a; }
        else out[i] = a = a * (1 - k) + range * k;
    }
}

void macd(const double *c, int n, int fast, int slow, int signal, double *out) {
    double f = 0, s = 0, g = 0, kf = 2.0 / (fast + 1), ks = 2.0 / (slow + 1), kg = 2.0 / (signal + 1);
    for (int i = 0; i < slow; i++) s += c[i] / slow;
    for (int i = slow - fast; i < slow; i++) f += c[i] / fast;
    g = f - s;
    for (int i = slow; i < n; i++) {
        f += kf * (c[i] - f);
        s += ks * (c[i] - s);
        double m = f - s;
        g += kg * (m - g);
        out[3 * i] = m;
        out[3 * i + 1] = g;
        out[3 * i + 2] = m - g;
    }
}

void stddev(const double *c, int n, int p, double *out) {
    double s = 0, q = 0;
    for (int i = 0; i < p - 1; i++) { s += c[i]; q += c[i] * c[i]; }
    for (int i = p - 1; i < n; i++) {
        s += c[i];
        q += c[i] * c[i];
        double m = s / p, v = q / p - m * m;
        out[i] = v > 0 ? sqrt(v) : 0;
        s -= c[i - p + 1];
        q -= c[i - p + 1] * c[i - p + 1];
    }
}

void bbands(const double *c, int n, int p, double k, double *out) {
    double s = 0, q = 0;
    for (int i = 0; i < p - 1; i++) { s += c[i]; q += c[i] * c[i]; }
    for (int i = p - 1; i < n; i++) {
        s += c[i];
        q += c[i] * c[i];
        double m = s / p, v = q / p - m * m, d = k * (v > 0 ? sqrt(v) : 0);
        out[3 * i] = m;
        out[3 * i + 1] = m + d;
        out[3 * i + 2] = m - d;
        s -= c[i - p + 1];
        q -= c[i - p + 1] * c[i - p + 1];
    }
}

void adx(const double *h, const double *l, const double *c, int n, int p, double *out) {
    double plus = 0, minus = 0, range = 0, a = 0, keep = 1 - 1.0 / p;
    for (int i = 1; i < n; i++) {
        double up = h[i] - h[i - 1], down = l[i - 1] - l[i];
        plus = plus * keep + (up > 0 && up > down ? up : 0);
        minus = minus * keep + (down > 0 && down > up ? down : 0);
        range = range * keep + larger(h[i] - l[i], larger(fabs(h[i] - c[i - 1]), fabs(l[i] - c[i - 1])));
        double p1 = 100 * plus / range, m1 = 100 * minus / range, dx = 100 * fabs(p1 - m1) / (p1 + m1);
        a = a * keep + dx * (1 - keep);
        out[3 * i] = a;
        out[3 * i + 1] = p1;
        out[3 * i + 2] = m1;
    }
}

void stoch(const double *h, const double *l, const double *c, int n, int p, int smooth, int signal, double *out) {
    double k = 0, d = 0, fast[64] = {0}, slow[64] = {0};
    int top = 0, bottom = 0;
    for (int i = p - 1; i < n; i++) {
        if (top <= i - p) { top = i - p + 1; for (int j = top + 1; j <= i; j++) if (h[j] >= h[top]) top = j; } else if (h[i] >= h[top]) top = i;
        if (bottom <= i - p) { bottom = i - p + 1; for (int j = bottom + 1; j <= i; j++) if (l[j] <= l[bottom]) bottom = j; } else if (l[i] <= l[bottom]) bottom = i;
        double range = h[top] - l[bottom], f = range > 0 ? 100 * (c[i] - l[bottom]) / range : 0;
        k += f - fast[i % smooth];
        fast[i % smooth] = f;
        d += k / smooth - slow[i % signal];
        slow[i % signal] = k / smooth;
        out[2 * i] = k / smooth;
        out[2 * i + 1] = d / signal;
    }
}
