namespace Bellwether.Commands.Ib.Doctor;

/// <summary>How much a finding matters.</summary>
enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Trading is possible, with a handicap.</summary>
    Warning,

    /// <summary>Trading is not possible like this.</summary>
    Problem,
}

/// <summary>One thing that the doctor found out.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Topic">What it is about: connection, account, clock …</param>
/// <param name="Text">What was found, in words of a trader.</param>
/// <param name="Advice">What to do about it; empty for nothing.</param>
sealed record Finding(Severity Severity, string Topic, string Text, string Advice = "");
