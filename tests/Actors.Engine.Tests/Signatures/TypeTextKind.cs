namespace Actors.Engine.Tests.Signatures;

internal enum TypeTextKind
{
    Value,
    Reference,
    Parameter,
    Array,
    ByReference,
}
