namespace Bellwether.Indicators.Divergences;

/// <summary>A high or low at which a series turned, with what a second series was there.</summary>
struct Turn
{
    bool isKnown;
    int age;
    double value, other;

    /// <summary>One bar passes.</summary>
    /// <param name="most">Bars after which the turn no longer counts.</param>
    public void Age(int most)
    {
        if (!isKnown) return;
        if (++age > most) isKnown = false;
    }

    /// <summary>Compares a new turn with this one and puts it in its place.</summary>
    /// <param name="newValue">The series at the new turn.</param>
    /// <param name="newOther">The second series there.</param>
    /// <param name="newAge">Bars since the new turn.</param>
    /// <returns>1 = the series rose from the old turn to the new one and the second fell, −1 = the other way round, 0 = they agree, or there was no old turn.</returns>
    public int Replace(double newValue, double newOther, int newAge)
    {
        var disagreement = !isKnown ? 0 : newValue > value && newOther < other ? 1 : newValue < value && newOther > other ? -1 : 0;
        (isKnown, age, value, other) = (true, newAge, newValue, newOther);
        return disagreement;
    }
}
