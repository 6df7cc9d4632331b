// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Devicetree source, version 1 (Devicetree Specification v0.4, chapter 6, and what dtc 1.8 reads).
 *
 * LL(1): one token always decides. What that takes away from the grammar is said once the parts are
 * known: that memory reservations stand before nodes and properties before child nodes, which
 * labels may stand where, and how strongly operators bind.
 */
parser grammar DtsParser;

options {
  tokenVocab = DtsLexer;
  superClass = DtsParserBase;
}

file
    : header+ statement* EOF
    ;

header
    : DTS_V1 SEMICOLON ( plugin=PLUGIN SEMICOLON )?
    ;

/** A memory reservation, the root, a node named by reference, or the end of one. */
statement
    : labels+=LABEL*
      ( MEMRESERVE address=primary size=primary SEMICOLON
      | root=SLASH node
      | target=reference node
      | delete=DELETE_NODE target=reference SEMICOLON
      | omit=OMIT_IF_NO_REF target=reference SEMICOLON
      )
    ;

/** What a node holds. */
node
    : LBRACE member* RBRACE SEMICOLON
    ;

/** A property or a child node, or the end of one. */
member
    : prefix*
      ( deleteProperty=DELETE_PROPERTY name=NAME SEMICOLON
      | deleteNode=DELETE_NODE name=NAME SEMICOLON
      | name=NAME ( SEMICOLON | EQUALS value SEMICOLON | node )
      )
    ;

prefix
    : LABEL
    | OMIT_IF_NO_REF
    ;

value
    : item ( COMMA item )*
    ;

item
    : before+=LABEL* content after+=LABEL*
    ;

content
    : STRING
    | ( BITS bits=INTEGER )? LESS cell* GREATER
    | LBRACKET ( BYTE | LABEL )* RBRACKET
    | reference
    | INCBIN LPAREN path=STRING ( COMMA from=primary COMMA length=primary )? RPAREN
    ;

cell
    : primary
    | reference
    | LABEL
    ;

reference
    : LABEL_REFERENCE
    | PATH_REFERENCE
    ;

primary
    : INTEGER
    | CHARACTER
    | LPAREN expression RPAREN
    ;

/** Operators and operands in the order in which they stand: precedence is worked out from it. */
expression
    : operand ( operator operand )* ( QUESTION expression COLON expression )?
    ;

operand
    : ( MINUS | TILDE | BANG )* primary
    ;

operator
    : STAR | SLASH | PERCENT
    | PLUS | MINUS
    | SHIFT_LEFT | SHIFT_RIGHT
    | LESS | GREATER | LESS_EQUAL | GREATER_EQUAL
    | EQUAL | NOT_EQUAL
    | BIT_AND | BIT_XOR | BIT_OR
    | AND | OR
    ;
