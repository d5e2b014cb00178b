using System.CommandLine;
using Presage.Engine;

namespace Presage.Cli.Execution;

/// <summary>Nothing is deleted before somebody has seen what will go and agreed to it, by an answer or by <c>--yes</c>.</summary>
internal static class Confirmation
{
    private static readonly Deed Deleting = new("delete", "deletes", "deleted");

    public static Option<bool> Option(string description = "Delete without asking.") => new("--yes") { Description = description };

    /// <param name="yes">The command's option.</param>
    /// <param name="whatGoes">What will go, as the object of a sentence, such as <c>the run x with 3 stages</c>.</param>
    /// <exception cref="PresageException"><c>not-confirmed</c>: there is nobody to ask; <c>declined</c>.</exception>
    public static void Confirm(this CommandCall call, Option<bool> yes, string whatGoes) => Confirm(call, yes, Deleting, whatGoes);

    /// <param name="deed">What is done with it.</param>
    /// <inheritdoc cref="Confirm(CommandCall, Option{bool}, string)"/>
    public static void Confirm(this CommandCall call, Option<bool> yes, Deed deed, string whatGoes)
    {
        if (call.Get(yes))
            return;

        if (!call.Terminal.CanAsk)
            throw new PresageException(
                ErrorKind.Usage, "not-confirmed", $"This would {deed.Verb} {whatGoes}.", $"Nothing was {deed.Done}. Add --yes to do it.");
        if (!call.Terminal.Ask($"This {deed.Present} {whatGoes}. Go on?"))
            throw new PresageException(ErrorKind.Invalid, "declined", $"Nothing was {deed.Done}.", "");
    }
}
