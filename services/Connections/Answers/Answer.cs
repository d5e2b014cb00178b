namespace Presage.Connections.Answers;

/// <summary>What came of an attempt to tell a connection something.</summary>
/// <param name="Text">What the other side, or the way to it, said; one sentence, without anything secret.</param>
/// <param name="After">How long the other side asks to be left alone; null when it does not.</param>
public sealed record Answer(Verdict Verdict, string Text, TimeSpan? After = null)
{
    public static Answer Later(string text) => new(Verdict.Later, text);

    public static Answer Never(string text) => new(Verdict.Never, text);
}

public enum Verdict
{
    Delivered,

    /// <summary>It is worth trying again.</summary>
    Later,

    /// <summary>It will not be taken unless somebody changes something.</summary>
    Never,

    /// <summary>The other side wants nothing more from this connection.</summary>
    Gone,

    /// <summary>Nobody answers there: others need not be tried just now.</summary>
    Unreachable,
}
