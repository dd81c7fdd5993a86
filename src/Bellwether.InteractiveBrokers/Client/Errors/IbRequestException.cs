using System.Globalization;

namespace Bellwether.InteractiveBrokers;

/// <summary>The gateway refused a request. The message says what was asked, what the gateway answered and what to do.</summary>
public sealed class IbRequestException : Exception
{
    public IbRequestException(string request, int code, string text)
        : base(Describe(request, code, text))
    {
        Request = request;
        Code = code;
        GatewayText = text;
    }

    /// <summary>What was asked.</summary>
    public string Request { get; }

    public int Code { get; }

    /// <summary>What the gateway said.</summary>
    public string GatewayText { get; }

    public IbCodeClass Class => IbCodes.Find(Code).Class;

    /// <summary>What to do; empty when there is nothing to advise.</summary>
    public string Advice => IbCodes.Find(Code).Advice;

    static string Describe(string request, int code, string text)
    {
        var known = IbCodes.Find(code);
        var advice = known.Advice.Length > 0 ? ". " + char.ToUpper(known.Advice[0], CultureInfo.InvariantCulture) + known.Advice[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{request}: the gateway answered code {code} ({known.Meaning}): {text.Trim()}{advice}");
    }
}
