namespace Presage.Engine;

/// <summary>Which version of features and learning this is: what was made by another one may come out otherwise.</summary>
public static class EngineVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(EngineVersion).Assembly.GetName().Version!.ToString(3);
}
