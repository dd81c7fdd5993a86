namespace Bellwether.Commands;

/// <summary>What a command answers to the shell that called it.</summary>
static class ExitCode
{
    /// <summary>The command did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>The command was understood and could not be done: invalid configuration, refused connection, failed check.</summary>
    public const int Failure = 1;

    /// <summary>The command line was not understood: unknown command or option, missing or malformed argument.</summary>
    public const int Usage = 2;
}
