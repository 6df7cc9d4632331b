// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The tokens of devicetree source, version 1 (Devicetree Specification v0.4, chapter 6, and what
 * dtc 1.8 reads).
 *
 * The same characters mean different things in three places, so there are three modes:
 *
 *   values (the default)  numbers, operators, references
 *   NAMES                 names of properties and nodes, which may begin with a digit and hold
 *                         ,._+*#?@-
 *   BYTES                 pairs of hex digits between [ and ]
 *
 * `{`, `;`, /delete-node/, /delete-property/ and /omit-if-no-ref/ lead to names. A name, `]`,
 * /dts-v1/, /bits/ and /memreserve/ lead back to values. All else keeps the mode. Comments are
 * allowed in every mode although the preprocessor takes them out, so that the grammar stands alone.
 */
lexer grammar DtsLexer;

tokens {
  /** The name of a property or node; a backslash before it has no meaning. */
  NAME,
  /** Two hex digits. */
  BYTE
}

DTS_V1          : '/dts-v1/' ;
PLUGIN          : '/plugin/' ;
MEMRESERVE      : '/memreserve/' ;
BITS            : '/bits/' ;
INCBIN          : '/incbin/' ;
DELETE_PROPERTY : '/delete-property/' -> mode(NAMES) ;
DELETE_NODE     : '/delete-node/' -> mode(NAMES) ;
OMIT_IF_NO_REF  : '/omit-if-no-ref/' -> mode(NAMES) ;

LABEL           : Label ':' ;
INTEGER         : ( [0-9]+ | '0' [xX] HexDigit+ ) ( 'U' | 'L' | 'UL' | 'LL' | 'ULL' )? ;
CHARACTER       : Character ;
STRING          : String ;
LABEL_REFERENCE : '&' Label ;
PATH_REFERENCE  : '&{' PathCharacter+ '}' ;

LBRACE          : '{' -> mode(NAMES) ;
RBRACE          : '}' ;
SEMICOLON       : ';' -> mode(NAMES) ;
EQUALS          : '=' ;
COMMA           : ',' ;
LBRACKET        : '[' -> mode(BYTES) ;
RBRACKET        : ']' ;
LPAREN          : '(' ;
RPAREN          : ')' ;
SLASH           : '/' ;
QUESTION        : '?' ;
COLON           : ':' ;
SHIFT_LEFT      : '<<' ;
SHIFT_RIGHT     : '>>' ;
LESS_EQUAL      : '<=' ;
GREATER_EQUAL   : '>=' ;
LESS            : '<' ;
GREATER         : '>' ;
EQUAL           : '==' ;
NOT_EQUAL       : '!=' ;
AND             : '&&' ;
OR              : '||' ;
BIT_AND         : '&' ;
BIT_OR          : '|' ;
BIT_XOR         : '^' ;
PLUS            : '+' ;
MINUS           : '-' ;
STAR            : '*' ;
PERCENT         : '%' ;
TILDE           : '~' ;
BANG            : '!' ;

SPACE           : [ \t\r\n\f\u000b]+ -> skip ;
COMMENT         : ( '/*' .*? '*/' | '//' ~[\n]* ) -> skip ;

/** A word where a value belongs: a macro that was not defined, or a name out of place. */
WORD            : Label ;
/** A quote that no quote closes. */
OPEN_STRING     : '"' ( ~["\\] | '\\' . )* '\\'? ;
/** A reference to nothing, for which no rule has a place. */
EMPTY_REFERENCE : '&{}' ;
/** Any other byte; dtc hands such bytes to its parser too, which accepts none of them. */
STRAY           : . ;

mode NAMES;

N_DTS_V1          : '/dts-v1/' -> type(DTS_V1), mode(DEFAULT_MODE) ;
N_PLUGIN          : '/plugin/' -> type(PLUGIN) ;
N_MEMRESERVE      : '/memreserve/' -> type(MEMRESERVE), mode(DEFAULT_MODE) ;
N_BITS            : '/bits/' -> type(BITS), mode(DEFAULT_MODE) ;
N_DELETE_PROPERTY : '/delete-property/' -> type(DELETE_PROPERTY) ;
N_DELETE_NODE     : '/delete-node/' -> type(DELETE_NODE) ;
N_OMIT_IF_NO_REF  : '/omit-if-no-ref/' -> type(OMIT_IF_NO_REF) ;
N_LABEL           : Label ':' -> type(LABEL) ;
N_NAME            : '\\'? NameCharacter+ -> type(NAME), mode(DEFAULT_MODE) ;
N_CHARACTER       : Character -> type(CHARACTER) ;
N_STRING          : String -> type(STRING) ;
N_LABEL_REFERENCE : '&' Label -> type(LABEL_REFERENCE) ;
N_PATH_REFERENCE  : '&{' PathCharacter+ '}' -> type(PATH_REFERENCE) ;
N_LBRACE          : '{' -> type(LBRACE) ;
N_RBRACE          : '}' -> type(RBRACE) ;
N_SEMICOLON       : ';' -> type(SEMICOLON) ;
N_EQUALS          : '=' -> type(EQUALS) ;
N_LBRACKET        : '[' -> type(LBRACKET), mode(BYTES) ;
N_RBRACKET        : ']' -> type(RBRACKET) ;
N_LPAREN          : '(' -> type(LPAREN) ;
N_RPAREN          : ')' -> type(RPAREN) ;
N_SLASH           : '/' -> type(SLASH) ;
N_COLON           : ':' -> type(COLON) ;
N_LESS            : '<' -> type(LESS) ;
N_GREATER         : '>' -> type(GREATER) ;
N_SPACE           : [ \t\r\n\f\u000b]+ -> skip ;
N_COMMENT         : ( '/*' .*? '*/' | '//' ~[\n]* ) -> skip ;
N_EMPTY_REFERENCE : '&{}' -> type(EMPTY_REFERENCE) ;
N_OPEN_STRING     : '"' ( ~["\\] | '\\' . )* '\\'? -> type(OPEN_STRING) ;
N_STRAY           : . -> type(STRAY) ;

mode BYTES;

B_BYTE            : HexDigit HexDigit -> type(BYTE) ;
B_LABEL           : Label ':' -> type(LABEL) ;
/**
 * Never a token itself: `DtsTokens` cuts it into bytes and stray characters. Without this rule, it
 * would search the rest of a long word for a colon once for each byte.
 */
B_WORD            : Label -> type(WORD) ;
B_RBRACKET        : ']' -> type(RBRACKET), mode(DEFAULT_MODE) ;
B_LBRACE          : '{' -> type(LBRACE), mode(NAMES) ;
B_RBRACE          : '}' -> type(RBRACE) ;
B_SEMICOLON       : ';' -> type(SEMICOLON), mode(NAMES) ;
B_STRING          : String -> type(STRING) ;
B_SPACE           : [ \t\r\n\f\u000b]+ -> skip ;
B_COMMENT         : ( '/*' .*? '*/' | '//' ~[\n]* ) -> skip ;
B_OPEN_STRING     : '"' ( ~["\\] | '\\' . )* '\\'? -> type(OPEN_STRING) ;
B_STRAY           : . -> type(STRAY) ;

fragment HexDigit      : [0-9a-fA-F] ;
fragment Label         : [a-zA-Z_] [a-zA-Z0-9_]* ;
fragment NameCharacter : [a-zA-Z0-9,._+*#?@-] ;
fragment PathCharacter : NameCharacter | '/' ;
fragment String        : '"' ( ~["\\] | '\\' . )* '"' ;
fragment Character     : '\'' ( ~['] | '\\\'' )* '\'' ;
