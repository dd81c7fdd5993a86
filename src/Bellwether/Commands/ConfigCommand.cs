using System.CommandLine;
using Bellwether.Configuration;

namespace Bellwether.Commands;

/// <summary><c>bellwether config …</c>: looks at configurations without running anything.</summary>
static class ConfigCommand
{
    public static Command Create() => new("config", "Check configurations and show what is in force.") { Check(), Show(), Schema() };

    static Command Check()
    {
        var options = new ConfigurationOptions();
        var command = new Command("check", "Check a configuration file: every error is shown with its line and the fix.") { options.File, options.Set };
        command.SetAction(parsed => options.Use(parsed, configuration =>
        {
            parsed.InvocationConfiguration.Output.WriteLine($"{configuration.Source} is valid (configuration {configuration.ShortHash}).");
            return ExitCode.Success;
        }));
        return command;
    }

    static Command Show()
    {
        var options = new ConfigurationOptions();
        var command = new Command("show", "Show everything in force, defaults and overrides included, as JSON.") { options.File, options.Set };
        command.SetAction(parsed => options.Use(parsed, configuration =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(CanonicalForm.Tree(configuration.Settings).ToJsonString(CanonicalForm.Readable));
            return ExitCode.Success;
        }));
        return command;
    }

    static Command Schema()
    {
        var faults = new Option<bool>("--faults") { Description = "That of fault scripts instead (gateway --faults FILE)." };
        var command = new Command("schema", "Write the JSON Schema of configuration files.") { faults };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(parsed.GetValue(faults) ? ConfigurationSchema.FaultScriptText() : ConfigurationSchema.Text());
            return ExitCode.Success;
        });
        return command;
    }
}
