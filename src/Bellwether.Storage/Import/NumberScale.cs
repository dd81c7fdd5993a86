namespace Bellwether.Storage;

/// <summary>Multiplies with a decimal factor. One that is a whole part of 1, such as 0.0001, becomes a division, which rounds to the nearest double where a multiplication would not.</summary>
readonly struct NumberScale
{
    readonly double factor;
    readonly bool divides;

    public NumberScale(decimal scale)
    {
        var inverse = scale < 1 ? 1 / scale : 0;
        divides = inverse > 0 && inverse == decimal.Truncate(inverse) && inverse * scale == 1;
        factor = (double)(divides ? inverse : scale);
    }

    public double Apply(double value) => divides ? value / factor : value * factor;
}
