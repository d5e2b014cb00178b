using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Sqlite;

public sealed class SqliteAlarmsTests : AlarmsContract<SqliteUnderTest>;

public sealed class SqliteBackfillsTests : BackfillsContract<SqliteUnderTest>;

public sealed class SqliteCalendarsTests : CalendarsContract<SqliteUnderTest>;

public sealed class SqliteDataSetsTests : DataSetsContract<SqliteUnderTest>;

public sealed class SqliteDeletionsTests : DeletionsContract<SqliteUnderTest>;

public sealed class SqliteDeliveriesTests : DeliveriesContract<SqliteUnderTest>;

public sealed class SqliteEventsTests : EventsContract<SqliteUnderTest>;

public sealed class SqliteFaultsTests : FaultsContract<SqliteUnderTest>;

public sealed class SqliteFeatureSetsTests : FeatureSetsContract<SqliteUnderTest>;

public sealed class SqliteCheckContractTests : CheckContract<SqliteUnderTest>;

public sealed class SqliteRetentionTests : RetentionContract<SqliteUnderTest>;

public sealed class SqliteIdentityContractTests : IdentityContract<SqliteUnderTest>;

public sealed class SqliteInterruptedDeletionsTests : InterruptedDeletionsContract<SqliteUnderTest>;

public sealed class SqliteJobDeletionsTests : JobDeletionsContract<SqliteUnderTest>;

public sealed class SqliteJobRunsTests : JobRunsContract<SqliteUnderTest>;

public sealed class SqliteJobsTests : JobsContract<SqliteUnderTest>;

public sealed class SqliteKnowledgeTests : KnowledgeContract<SqliteUnderTest>;

public sealed class SqliteLeasesTests : LeasesContract<SqliteUnderTest>;

public sealed class SqliteMachinesTests : MachinesContract<SqliteUnderTest>;

public sealed class SqliteModelsTests : ModelsContract<SqliteUnderTest>;

public sealed class SqlitePredictionsTests : PredictionsContract<SqliteUnderTest>;

public sealed class SqlitePredictionListsTests : PredictionListsContract<SqliteUnderTest>;

public sealed class SqliteQuarantineTests : QuarantineContract<SqliteUnderTest>;

public sealed class SqliteRunsTests : RunsContract<SqliteUnderTest>;

public sealed class SqliteRunWakesTests : RunWakesContract<SqliteUnderTest>;

public sealed class SqliteReopeningTests : ReopeningContract<SqliteUnderTest>;

public sealed class SqliteSliceAttemptsTests : SliceAttemptsContract<SqliteUnderTest>;

public sealed class SqliteTelemetryTests : TelemetryContract<SqliteUnderTest>;

public sealed class SqliteTelemetryHistoryTests : TelemetryHistoryContract<SqliteUnderTest>;

public sealed class SqliteWorkersTests : WorkersContract<SqliteUnderTest>;

public sealed class SqliteTurnsContractTests : TurnsContract<SqliteUnderTest>;
