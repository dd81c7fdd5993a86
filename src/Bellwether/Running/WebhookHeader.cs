using Bellwether.Configuration;

namespace Bellwether.Running;

/// <summary>A header that authenticates posts. Its value comes from the environment and is shown nowhere.</summary>
sealed class WebhookHeader
{
    WebhookHeader(string name, string value) => (Name, Value) = (name, value);

    public string Name { get; }

    public string Value { get; }

    /// <summary>Not the value: what is logged by accident must not hold it.</summary>
    public override string ToString() => Name;

    /// <summary>The header of the configuration; null when it asks for none.</summary>
    /// <param name="settings">Names the variable.</param>
    /// <param name="environment">Value of a variable; null when it is not set.</param>
    /// <exception cref="RunException">The variable is not set, or its value cannot be a header's.</exception>
    public static WebhookHeader? Of(AlertSettings settings, Func<string, string?> environment)
    {
        if (settings.WebhookHeader is not { } wanted) return null;
        var value = environment(wanted.Variable)?.Trim();
        if (string.IsNullOrEmpty(value))
            throw new RunException($"alerts.webhookHeader.variable: the environment variable {wanted.Variable} is not set; expected the value of the header {wanted.Name}: set it where this command runs, or remove alerts.webhookHeader");
        if (value.Any(c => c is < ' ' or > '~'))
            throw new RunException($"alerts.webhookHeader.variable: the environment variable {wanted.Variable} holds characters that a header cannot have; expected printable ASCII on one line: correct its value");
        return new WebhookHeader(wanted.Name, value);
    }
}
