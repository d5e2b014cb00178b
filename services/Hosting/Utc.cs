namespace Presage.Hosting;

/// <summary>Times that come in from outside.</summary>
public static class Utc
{
    /// <summary>The time as UTC; one that says nothing about its zone is UTC.</summary>
    public static DateTime Of(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
}
