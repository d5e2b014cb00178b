namespace Presage.Connections.Events;

/// <summary>Types of the CloudEvents that connections are told; wire format.</summary>
public static class EventTypes
{
    public const string AlarmRaised = "presage.alarm.raised";
    public const string JobRunFailed = "presage.job-run.failed";
    public const string RunOverdue = "presage.run.overdue";

    /// <summary>A step of a job tells it.</summary>
    public const string Notification = "presage.notification";

    /// <summary>Somebody tries out whether a connection works.</summary>
    public const string Test = "presage.connection.test";
}
