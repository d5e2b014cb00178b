using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Ingestion.Records;
using Presage.Sources;

namespace Presage.Ingestion.Planning;

/// <summary>What lies in a folder beside the tables, as people are told it.</summary>
internal static class PassedOverFiles
{
    private const int Shown = 5;

    /// <summary>One notice for what somebody may have meant to be read; none for documents and programs that explain it.</summary>
    public static IEnumerable<Notice> Notices(IReadOnlyList<PassedOver> others)
    {
        var told = others.Where(other => other.Why is not null || !ForeignFiles.IsBesides(other.Name)).ToList();
        if (told.Count > 0)
            yield return new Notice("files-passed-over", $"Not read: {Listed(told)}.");
    }

    /// <summary>The first of them with what they are, and how many more there are.</summary>
    public static string Listed(IReadOnlyList<PassedOver> others)
    {
        var texts = others.Take(Shown).Select(Text);
        var more = others.Count - Shown;
        return string.Join("; ", more > 0 ? texts.Append($"and {more:N0} more") : texts);
    }

    private static string Text(PassedOver other) =>
        other.Why is { } why ? $"{other.Name}: {Begun(why)}" : $"{other.Name} {ForeignFiles.What(other.Name)}";

    private static string Begun(PresageException why) => why.Message.TrimEnd('.');
}
