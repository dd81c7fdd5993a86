using System.Runtime.CompilerServices;
using Bellwether.Commands;

[assembly: InternalsVisibleTo("Bellwether.Tests")]
[assembly: InternalsVisibleTo("Bellwether.EndToEnd")]

namespace Bellwether;

/// <summary>The <c>bellwether</c> command: composition root and configuration, nothing else.</summary>
static class Program
{
    static Task<int> Main(string[] arguments) => CommandLine.RunAsync(arguments, Console.Out, Console.Error);
}
