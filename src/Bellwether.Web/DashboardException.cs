namespace Bellwether.Web;

/// <summary>The dashboard cannot start as asked. The message says what was given, what was expected and what to do.</summary>
public sealed class DashboardException : Exception
{
    public DashboardException(string message) : base(message) { }

    public DashboardException(string message, Exception cause) : base(message, cause) { }
}
